//! The inputs of the API and the forms of the domain say the same, one in JSON and one as typed.

use crate::server::rest::text::Text;

/// The other side's way of saying this, in both directions.
pub trait Same<T> {
    fn same(self) -> T;
}

impl Same<String> for Text {
    fn same(self) -> String {
        self.into_string()
    }
}

impl Same<Text> for String {
    fn same(self) -> Text {
        self.into()
    }
}

impl<A: Same<B>, B> Same<Vec<B>> for Vec<A> {
    fn same(self) -> Vec<B> {
        self.into_iter().map(Same::same).collect()
    }
}

/// An input of the API with the fields of a form.
macro_rules! input {
    ($(#[$meta:meta])* $name:ident is $form:path { $($(#[$about:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Default, serde::Deserialize, serde::Serialize, utoipa::ToSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$about])* pub $field: $kind,)*
        }

        impl $crate::server::rest::invoices::input::same::Same<$form> for $name {
            fn same(self) -> $form {
                $form { $($field: self.$field.same(),)* }
            }
        }

        impl $crate::server::rest::invoices::input::same::Same<$name> for $form {
            fn same(self) -> $name {
                $name { $($field: self.$field.same(),)* }
            }
        }
    };
}

pub(super) use input;
