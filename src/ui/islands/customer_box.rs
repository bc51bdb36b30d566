//! Finds the customer by a few letters (ARIA combobox); without script it is a plain select.

use leptos::either::Either;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// How many matches are listed at once.
const SHOWN: usize = 8;

/// A customer as the list and the sheet show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    pub id: String,
    pub name: String,
    /// Street and place.
    pub address: Vec<String>,
    /// `Kunde 10014 · zuletzt RE-2026-00043`.
    pub remark: String,
}

#[derive(Clone, Copy)]
struct Combo {
    buyers: StoredValue<Vec<Buyer>>,
    chosen: RwSignal<Option<usize>>,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    /// Place of the marked match in the list of matches.
    marked: RwSignal<usize>,
}

impl Combo {
    fn matches(self) -> Vec<(usize, Buyer)> {
        let typed = self.typed.get();
        let is_chosen = self.buyer().is_some_and(|buyer| buyer.name == typed);
        let typed = if is_chosen { String::new() } else { typed.to_lowercase() };
        self.buyers.with_value(|buyers| {
            let fits = |buyer: &Buyer| typed.split_whitespace().all(|word| buyer.name.to_lowercase().contains(word) || buyer.remark.contains(word));
            buyers.iter().enumerate().filter(|(_, buyer)| fits(buyer)).take(SHOWN).map(|(place, buyer)| (place, buyer.clone())).collect()
        })
    }

    fn buyer(self) -> Option<Buyer> {
        let place = self.chosen.get()?;
        self.buyers.with_value(|buyers| buyers.get(place).cloned())
    }

    fn choose(self, place: usize) {
        self.chosen.set(Some(place));
        self.close();
    }

    /// Back to the name of the chosen one; an emptied field chooses nobody.
    fn leave(self) {
        if self.typed.with_untracked(|typed| typed.trim().is_empty()) {
            self.chosen.set(None);
        }
        self.close();
    }

    fn close(self) {
        self.open.set(false);
        self.typed.set(untrack(|| self.buyer()).map(|buyer| buyer.name).unwrap_or_default());
    }

    fn on_key(self, event: &KeyboardEvent) {
        let matches = untrack(|| self.matches());
        let (marked, last) = (self.marked.get_untracked(), matches.len().saturating_sub(1));
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !self.open.get_untracked() => self.show(),
            "ArrowDown" => self.marked.set(if marked >= last { 0 } else { marked + 1 }),
            "ArrowUp" => self.marked.set(marked.checked_sub(1).unwrap_or(last)),
            "Escape" => self.close(),
            "Enter" | "Tab" if self.open.get_untracked() && !self.typed.with_untracked(String::is_empty) => {
                if let Some((place, _)) = matches.get(marked) {
                    self.choose(*place);
                }
            }
            _ => return,
        }
        if event.key() != "Tab" {
            event.prevent_default();
        }
    }

    fn show(self) {
        self.marked.set(0);
        self.open.set(true);
    }
}

#[cfg_attr(feature = "split", island(lazy))]
#[cfg_attr(not(feature = "split"), island)]
pub fn CustomerBox(
    buyers: Vec<Buyer>,
    /// Identifier of the chosen one, or empty.
    chosen: String,
    label: String,
    placeholder: String,
    /// Said in the list when nobody matches.
    nobody: String,
    /// The id of what is said about a mistake, where there is one.
    described_by: Option<String>,
) -> impl IntoView {
    let place = buyers.iter().position(|buyer| buyer.id == chosen);
    let typed = place.map(|place| buyers[place].name.clone()).unwrap_or_default();
    let state = Combo {
        buyers: StoredValue::new(buyers),
        chosen: RwSignal::new(place),
        typed: RwSignal::new(typed),
        open: RwSignal::new(false),
        marked: RwSignal::new(0),
    };
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let words = StoredValue::new((label, placeholder, nobody, described_by));
    let card = move || {
        state.buyer().map(|buyer| {
            let lines = buyer.address.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
            view! { <address class="addr">{lines} <span class="faint">{buyer.remark}</span></address> }
        })
    };
    view! {
        <div class="customer-box">
            {move || if alive.get() { Either::Right(combobox(state, words)) } else { Either::Left(plain_select(state, words)) }}
            {card}
        </div>
    }
}

type Words = StoredValue<(String, String, String, Option<String>)>;

fn plain_select(state: Combo, words: Words) -> impl IntoView {
    let (label, placeholder, _, described_by) = words.get_value();
    let chosen = state.chosen.get_untracked();
    let options = state.buyers.get_value().into_iter().enumerate().map(|(place, buyer)| {
        view! { <option value=buyer.id selected=chosen == Some(place)>{buyer.name}</option> }
    });
    let invalid = described_by.as_ref().map(|_| "true");
    view! {
        <select class="ink strong" id="customer" name="form[customer]" aria-label=label aria-invalid=invalid aria-describedby=described_by>
            <option value="">{placeholder}</option>
            {options.collect_view()}
        </select>
    }
}

fn combobox(state: Combo, words: Words) -> impl IntoView {
    let (label, placeholder, nobody, described_by) = words.get_value();
    let list_label = label.clone();
    let matches = Memo::new(move |_| state.matches());
    let active = move || (state.open.get() && !matches.get().is_empty()).then(|| format!("customer-{}", state.marked.get()));
    let options = move || {
        let options = matches.get().into_iter().enumerate().map(|(at, (place, buyer))| {
            let marked = move || if state.marked.get() == at { "true" } else { "false" };
            let choose = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                state.choose(place);
            };
            view! {
                <li id=format!("customer-{at}") role="option" aria-selected=marked on:mousedown=choose>
                    <b>{buyer.name}</b>
                    <small>{buyer.address.last().cloned().unwrap_or(buyer.remark)}</small>
                </li>
            }
        });
        options.collect_view()
    };
    let none = move || (state.open.get() && matches.get().is_empty()).then(|| view! { <p class="combo-none" role="status">{nobody.clone()}</p> });
    let invalid = described_by.as_ref().map(|_| "true");
    let chosen = move || state.buyer().map(|buyer| buyer.id).unwrap_or_default();
    let expanded = move || if state.open.get() { "true" } else { "false" };
    let closed = move || !state.open.get() || matches.get().is_empty();
    let typed = move |event| {
        state.typed.set(event_target_value::<leptos::ev::Event>(&event));
        state.show();
    };
    let select_all = move |event: leptos::ev::FocusEvent| event_target::<leptos::web_sys::HtmlInputElement>(&event).select();
    view! {
        <input type="hidden" name="form[customer]" value=chosen />
        <input
            class="ink strong"
            id="customer"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            placeholder=placeholder
            aria-label=label
            aria-autocomplete="list"
            aria-controls="customer-list"
            aria-expanded=expanded
            aria-activedescendant=active
            aria-invalid=invalid
            aria-describedby=described_by
            prop:value=move || state.typed.get()
            on:input=typed
            on:focus=select_all
            on:keydown=move |event| state.on_key(&event)
            on:blur=move |_| state.leave()
        />
        <ul class="combo" id="customer-list" role="listbox" aria-label=list_label hidden=closed>
            {options}
        </ul>
        {none}
    }
}
