# JSON API
api-not-found = Das gibt es hier nicht.
api-forbidden = Dafür fehlt die Berechtigung.
api-unauthenticated = Bitte mit X-API-Key oder einer Sitzung anmelden.
api-invalid = Einige Angaben stimmen nicht.
api-too-many-requests = Zu viele Anfragen. Bitte später noch einmal versuchen.
api-unavailable = Das ist gerade nicht möglich. Bitte gleich noch einmal versuchen.
api-malformed-json = Der Inhalt ist kein gültiges JSON.
api-body-missing = Der Inhalt fehlt: Ein JSON-Objekt wird erwartet.
api-unsupported-media-type = Der Inhalt muss application/json sein.
api-body-too-large = Der Inhalt ist größer als 1 MiB.
api-method-not-allowed = Diese Methode gibt es hier nicht.
api-bad-request = Die Anfrage ist nicht zu verstehen.
api-internal = Hier ist etwas schiefgegangen.
api-share-link-not-found = Link nicht gefunden oder abgelaufen
api-share-link-expired = Link ist abgelaufen
api-idempotency-key-in-use = Die erste Anfrage mit diesem Idempotency-Key läuft noch.
api-idempotency-answer-lost = Die Anfrage mit diesem Idempotency-Key wurde ausgeführt, ihre Antwort ging verloren.
api-idempotency-key-reused = Unter diesem Idempotency-Key kam schon eine andere Anfrage.
api-already-paid = Bereits als bezahlt markiert
api-not-a-draft = Die Rechnung ist schon ausgestellt.
api-still-a-draft = Die Rechnung ist noch nicht ausgestellt.
api-gate-findings = Es fehlen noch Pflichtangaben.
api-closed = Die Rechnung ist storniert oder abgeschlossen.
api-nothing-to-cancel = Es ist nichts mehr zu stornieren.
api-documents-pending = PDF und XRechnung werden gerade erstellt.
api-link-expired = Der Link ist verbraucht oder abgelaufen.
api-email-taken = Zu dieser E-Mail-Adresse gibt es schon ein Konto.
api-last-owner = Der letzte Inhaber kann nicht gehen.
api-customer-in-use = Zu diesem Kunden gibt es noch Rechnungen.
api-changed-meanwhile = Das wurde in der Zwischenzeit geändert.
api-wrong-type = Der Wert hat den falschen Typ.
api-unknown-field = Dieses Feld gibt es nicht.
api-not-an-object = Ein JSON-Objekt wird erwartet.
api-payment-confirmed = Zahlung bestätigt
api-payment-reported = Zahlung gemeldet
api-mail-queued = E-Mail wird versendet!

# General
pages-of = Seite { $page } von { $pages }

# Dashboard: parts
action-close = Schließen
action-cancel = Abbrechen
action-save = Speichern
action-done = Fertig
field-optional = (optional)
head-back = Zurück zu { $place }
pager-label = Seiten
pager-range = { $first }–{ $last } von { $total }
pager-back = Zurück
pager-next = Weiter
time-today = heute { $clock }
time-yesterday = gestern { $clock }
time-yesterday-alone = gestern
status-draft = Entwurf
status-open = Offen
status-sent = Gesendet
status-reported = Zahlung gemeldet
status-partially-paid = Teilbezahlt
status-overdue = Überfällig
status-paid = Bezahlt
status-void = Storniert
status-uncollectible = Uneinbringlich
status-offset = Verrechnet
role-owner = Inhaber
role-admin = Verwaltung
role-executive = Geschäftsführung
role-staff = Mitarbeit
role-nothing = Guten Tag, { $name }
role-nothing-text = Sie sind bei { $organization } angemeldet. Für Ihre Rolle gibt es hier noch keine Seiten. Fragen Sie die Inhaber, wenn Sie mehr brauchen.

# Dashboard: frame
frame-skip = Zum Inhalt springen
frame-navigation = Hauptnavigation
frame-dock = Schnellzugriff
frame-search = Suchen
frame-search-invoices = Rechnungen durchsuchen
frame-search-key = Strg K
frame-bell =
    { $count ->
        [one] Benachrichtigungen, eine neue
       *[other] Benachrichtigungen, { $count } neue
    }
frame-switch = Organisation wechseln
frame-more = Mehr
frame-log-out = Abmelden
room-overview = Übersicht
room-invoices = Rechnungen
room-customers = Kunden
room-settings = Einstellungen
room-notifications = Benachrichtigungen

# Dashboard: problems at a field
problem-required = Bitte ausfüllen.
problem-too-long = Höchstens { $limit } Zeichen.
problem-unprintable = Der Text enthält Zeichen, die sich nicht drucken lassen.
problem-not-a-number = Bitte eine Zahl eingeben, zum Beispiel 95,50.
problem-negative = Der Wert darf nicht negativ sein.
problem-too-many-decimals = Höchstens { $limit } Nachkommastellen.
problem-out-of-range = Der Wert liegt außerhalb des Erlaubten.
problem-not-a-date = Bitte ein Datum eingeben, zum Beispiel 27.02.2026.
problem-end-before-start = Das Ende liegt vor dem Beginn.
problem-not-an-email = Das ist keine vollständige E-Mail-Adresse.
problem-not-an-iban = Die Prüfziffer stimmt nicht. Bitte vergleichen Sie die letzten Stellen.
problem-not-a-bic = Eine BIC hat 8 oder 11 Zeichen.
problem-not-a-vat-id = Das ist keine gültige USt-IdNr., zum Beispiel DE123456788.
problem-not-a-creditor-id = Das ist keine gültige Gläubiger-Identifikationsnummer.
problem-not-an-attachment = Als Anlage gehen PDF, PNG, JPEG, CSV, XLSX und ODS mit passender Dateiendung.
problem-not-a-leitweg-id = Die Prüfziffer der Leitweg-ID stimmt nicht.
problem-not-a-country = Bitte ein Land mit zwei Buchstaben angeben, zum Beispiel DE.
problem-not-a-color = Bitte eine Farbe angeben, zum Beispiel #0f766e.
problem-not-a-choice = Das steht nicht zur Auswahl.
problem-not-an-image = Bitte ein Bild als PNG oder JPEG hochladen.
problem-unsuitable-image = Dieses Bild ist verschachtelt gespeichert (interlaced) oder in Druckfarben (CMYK). Bitte speichern Sie es als einfaches RGB-Bild.
problem-too-many-pixels = Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es, zum Beispiel auf 1000 Pixel Breite.
problem-file-too-large = Die Datei darf höchstens { $limit } KB groß sein.
problem-weak-password = Dieses Passwort ist zu leicht zu erraten.
problem-wrong-password = Das Passwort stimmt nicht.
problem-unknown = Das gibt es nicht.
problem-unreadable = Das ist nicht lesbar.
problem-no-counter = Das Format braucht eine laufende Nummer, zum Beispiel {"{NNNNN}"}.
problem-not-a-web-address = Das ist keine Webadresse. Sie beginnt mit https:// oder http://.
problem-has-credentials = In der Adresse dürfen keine Zugangsdaten stehen.
problem-not-a-public-address = Diese Adresse ist nicht öffentlich erreichbar.
problem-too-many = Mehr als { $limit } sind nicht möglich.

# Dashboard: what just happened
notice-saved = Gespeichert
notice-created = Angelegt
notice-deleted = Gelöscht
notice-issued = Rechnung ausgestellt
notice-mail-queued = E-Mail wird versendet!
notice-link-revoked = Link widerrufen
notice-payment-recorded = Zahlung erfasst
notice-confirmation-accepted = Zahlung angenommen
notice-confirmation-rejected = Zahlung abgelehnt
notice-marked-sent = Als gesendet markiert
notice-cancelled = Storniert
notice-correction-begun = Storniert. Ändern Sie, was falsch war, und stellen Sie die Korrektur aus
notice-written-off = Als uneinbringlich markiert
notice-discarded = Entwurf verworfen
notice-shared = Link ist bereit
notice-all-read = Alles gelesen
notice-key-created = Schlüssel angelegt
notice-key-revoked = Schlüssel widerrufen
notice-logo-removed = Logo entfernt
notice-logged-out = Sie sind abgemeldet
notice-password-changed = Passwort geändert
notice-reset-requested = Wenn es das Konto gibt, ist die E-Mail unterwegs
notice-welcome = Willkommen bei RechnungsWerk
notice-findings = Gespeichert. Zum Ausstellen fehlen noch Angaben
notice-already-paid = Bereits als bezahlt markiert
notice-not-a-draft = Das ist kein Entwurf mehr
notice-still-a-draft = Die Rechnung ist noch ein Entwurf
notice-gate-findings = Es fehlen noch Angaben
notice-closed = Die Rechnung ist schon storniert oder abgeschlossen
notice-nothing-to-cancel = Es gibt nichts mehr zu stornieren
notice-documents-pending = PDF und XML entstehen gerade
notice-idempotency-key-reused = Diese Anfrage wurde schon gestellt
notice-link-expired = Der Link ist abgelaufen
notice-email-taken = Diese E-Mail-Adresse hat schon ein Konto
notice-last-owner = Ein Inhaber muss bleiben
notice-customer-in-use = Der Kunde hat noch Rechnungen
notice-changed-meanwhile = Inzwischen von jemand anderem geändert
notice-invalid = Bitte prüfen Sie Ihre Angaben
notice-not-found = Nicht gefunden
notice-forbidden = Das dürfen Sie nicht
notice-too-many-requests = Zu viele Versuche, bitte kurz warten
notice-unavailable = Gerade nicht erreichbar, bitte erneut versuchen
notice-nothing-selected = Es ist nichts ausgewählt

# Dashboard: overview
action-all = Alle
invoice-new = Neue Rechnung
customer-unknown = ein Kunde
customer-none = Ohne Kunde
invoice-without-number = Ohne Nummer
overview-overdue-banner =
    { $count ->
        [one] Eine Rechnung überfällig ({ $amount })
       *[other] { $count } Rechnungen überfällig ({ $amount })
    }
overview-overdue-link = ansehen
overview-drafts = Entwürfe
overview-no-drafts = Keine Entwürfe
overview-next-due = Nächste Fälligkeiten
overview-nothing-due = Es ist nichts offen.
figure-open = Offen
figure-overdue = Überfällig
figure-collected = Eingegangen
figure-sent = Gesendet
figure-sent-of = { $sent } von { $all }
figure-invoices =
    { $count ->
        [one] Eine Rechnung
       *[other] { $count } Rechnungen
    }
figure-payments =
    { $count ->
        [one] Eine Zahlung im { $month }
       *[other] { $count } Zahlungen im { $month }
    }
figure-unsent = { $count } noch nicht gesendet
figure-all-sent = Alle gesendet
month-name =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
chart-title = Umsatz netto in { $currency }
chart-title-thousands = Umsatz netto in Tsd. { $currency }
chart-paid = bezahlt
chart-open = offen
chart-as-table = Als Tabelle
chart-month = Monat
chart-paid-in = Bezahlt in { $currency }
chart-open-in = Offen in { $currency }
chart-sum-in = Summe in { $currency }
activity-title = Letzte Aktivität
activity-none = Noch ist nichts geschehen.
activity-invoice-created = Rechnung für { $customer } erstellt
activity-invoice-issued = { $number } für { $customer } ausgestellt
activity-invoice-sent = { $number } an { $customer } gesendet
activity-invoice-marked-sent = { $number } an { $customer } als gesendet markiert
activity-invoice-viewed = { $customer } hat { $number } angesehen
activity-invoice-paid = { $customer } hat { $number } bezahlt
activity-invoice-overdue = { $number } von { $customer } ist überfällig
activity-invoice-cancelled = { $number } für { $customer } storniert
activity-invoice-detached = Anlage eines Entwurfs entfernt
activity-invoice-attached = Anlage zu einem Entwurf hinzugefügt
activity-invoice-correction-begun = Korrektur von { $number } für { $customer } begonnen
activity-invoice-written-off = { $number } von { $customer } ist uneinbringlich
activity-payment-recorded = Zahlung von { $customer } zu { $number }
activity-payment-confirmed = { $customer } hat die Zahlung von { $number } bestätigt
activity-payment-reported = { $customer } hat eine Zahlung zu { $number } gemeldet
activity-payment-accepted = Zahlung von { $customer } zu { $number } angenommen
activity-payment-carried-over = Zahlung von { $customer } auf { $number } übernommen
activity-payment-rejected = Gemeldete Zahlung von { $customer } zu { $number } abgelehnt
activity-mail-sent = E-Mail an { $customer } versendet
activity-mail-delivered = E-Mail an { $customer } zugestellt
activity-mail-opened = { $customer } hat die E-Mail zu { $number } geöffnet
activity-mail-failed = E-Mail an { $customer } nicht zugestellt
activity-mail-bounced = E-Mail an { $customer } kam zurück
activity-mail-clicked = { $customer } hat den Link zu { $number } geöffnet
activity-customer-created = { $customer } angelegt
activity-invoice-shared = Link zu { $number } erzeugt
activity-invoice-link-revoked = Link zu { $number } widerrufen
activity-invoice-discarded = Entwurf für { $customer } verworfen
activity-invoice-reopened = { $number } von { $customer } ist wieder offen
activity-invoice-documents-made = PDF und XRechnung zu { $number } erzeugt
activity-invoice-documents-failed = PDF und XRechnung zu { $number } ließen sich nicht erzeugen
activity-payment-confirmed-by-customer = { $customer } hat die Zahlung von { $number } bestätigt
activity-customer-changed = { $customer } geändert
activity-mail-queued = E-Mail an { $customer } beauftragt
activity-mail-resent = E-Mail an { $customer } erneut versendet
activity-other = { $number }: { $event }

# Dashboard: first steps
empty-title = Noch keine Rechnung
empty-text =
    { $count ->
        [one] Noch ein Schritt bis zum Ausstellen. Schreiben können Sie sofort.
       *[other] Noch { $count } Schritte bis zum Ausstellen. Schreiben können Sie sofort.
    }
step-company = Firma eintragen
step-company-why = Steht als Absender auf jeder Rechnung.
step-company-action = Eintragen
step-company-done = Firma eingetragen
step-bank = Bankverbindung hinterlegen
step-bank-why = Erscheint auf der Rechnung und im GiroCode.
step-bank-action = Hinterlegen
step-bank-done = Bankverbindung hinterlegt
step-customer = Ersten Kunden anlegen
step-customer-why = Name und Anschrift genügen.
step-customer-action = Anlegen
step-customer-done = Kunde angelegt
step-invoice = Erste Rechnung ausstellen
step-invoice-why = Mit fortlaufender Nummer, als E-Rechnung.
step-invoice-action = Schreiben
step-invoice-done = Rechnung ausgestellt

# Dashboard: invoice list
list-empty-text = Hier stehen Ihre Entwürfe und ausgestellten Rechnungen.
list-empty-action = Erste Rechnung schreiben
list-none-title = Keine Rechnung passt
list-none-text = Zu dieser Suche und diesem Filter gibt es nichts.
list-none-action = Alle Rechnungen zeigen
list-search = Nummer, Kunde, Betrag
list-search-label = Rechnungen filtern
list-chips = Nach Status filtern
list-mail-failed = E-Mail nicht zugestellt
list-without-email = Der Kunde hat keine E-Mail-Adresse
chip-all = Alle
chip-draft = Entwürfe
chip-open = Offen
chip-overdue = Überfällig
chip-unsent = Nicht gesendet
chip-paid = Bezahlt
chip-void = Storniert
filter-title = Filter
filter-from = Rechnungsdatum von
filter-until = bis
filter-apply = Anwenden
filter-clear = Zurücksetzen
filter-since = seit { $date }
filter-up-to = bis { $date }
filter-one-customer = Ein Kunde
column-number = Nummer
column-customer = Kunde
column-status = Status
column-date = Datum
column-due = Fällig
column-amount = Betrag
column-open = Offen
column-amount-in = Betrag in { $currency }
column-open-in = Offen in { $currency }
column-actions = Aktionen
card-due = { $number } · fällig { $date }
row-actions = Aktionen für { $number }
bulk-all = Alle auf dieser Seite auswählen
bulk-one = { $number } auswählen
bulk-selection = Auswahl
bulk-selected = { $count } ausgewählt, { $sum } offen
bulk-clear = Aufheben
action-open = Ansehen
action-edit = Bearbeiten
action-share = Teilen
action-email = Per E-Mail senden
action-pdf = PDF herunterladen
action-xml = XRechnung herunterladen
action-mark-sent = Als gesendet markieren
action-mark-paid = Als bezahlt markieren

# Dashboard: invoice page
invoice-more = Weitere Aktionen
action-record-payment = Zahlung erfassen
action-cancel-invoice = Stornieren
action-write-off = Uneinbringlich
action-keep = Nichts ändern
kind-invoice = Rechnung
kind-partial = Teilrechnung
kind-corrected = Korrigierte Rechnung
kind-cancellation = Stornorechnung
chain-label = Korrekturkette
chain-over = { $kind } über { $amount }
sheet-number = Rechnungsnummer
sheet-document-number = Belegnummer
sheet-date = Datum
sheet-due = Fällig am
sheet-service-day = Leistungsdatum
sheet-service-period = Leistungszeitraum
reference-order = Bestellnummer
reference-contract = Vertragsnummer
reference-project = Projekt
reference-buyer = Käuferreferenz
line-position = Pos
line-description = Beschreibung
line-quantity = Menge
line-price = Einzelpreis
line-rate = MwSt
line-total = Gesamt
line-adjustment = { $percent } % auf die Position
sheet-allowance = Rabatt
sheet-charge = Zuschlag
sheet-net = Netto
sheet-tax-on = MwSt { $rate } % auf { $base }
sheet-untaxed = Nicht steuerbar
sheet-gross = Brutto
sheet-prepaid = Bereits gezahlt
sheet-rounding = Rundung
sheet-total = Gesamt
sheet-purpose = Verwendungszweck
sheet-girocode = GiroCode zum Bezahlen
rail-label = Stand der Rechnung
rail-more = { $count } weitere
ledger-open = Offen
ledger-paid = Bezahlt
ledger-credit = Gutgeschrieben
ledger-cancellation = Storno
ledger-caption = Rechnung, Korrekturen und Zahlungen
due-today = fällig am { $date }, heute
due-in =
    { $days ->
        [one] fällig am { $date }, morgen
       *[other] fällig am { $date }, in { $days } Tagen
    }
due-since =
    { $days ->
        [one] fällig am { $date }, seit gestern überfällig
       *[other] fällig am { $date }, seit { $days } Tagen überfällig
    }
payment-reported = gemeldet
payment-rejected = abgelehnt
method-bank-transfer = Überweisung
method-cash = Bar
method-card = Karte
method-direct-debit = Lastschrift
method-portal-confirmation = Vom Kunden bestätigt
method-other = Anders
review-text = Der Kunde meldet eine Zahlung über { $amount } vom { $date }. Ist sie eingegangen?
review-accept = Annehmen
review-reject = Ablehnen
mails-title = E-Mails
mails-none = Noch keine E-Mail versendet.
mail-queued = Wird versendet
mail-retrying = Neuer Versuch folgt
mail-sent = Gesendet
mail-delivered = Zugestellt
mail-opened = Geöffnet
mail-bounced = Zurückgekommen
mail-failed = Nicht zugestellt
mail-to = { $kind } an { $address }
mail-resend = Erneut senden
mail-kind-invoice-portal = Link zur Rechnung
mail-kind-invoice = Rechnung
mail-kind-receipt = Zahlungsbestätigung
mail-kind-overdue = Mahnschreiben
mail-kind-other = E-Mail
link-title = Link
link-none = Noch hat niemand einen Link zu dieser Rechnung.
link-create = Link erzeugen
link-until = bis { $date }
link-expired = abgelaufen am { $date }
link-for-ever = ohne Ablauf
link-days-left =
    { $days ->
        [0] { $date }, nur noch heute
        [one] { $date }, noch ein Tag
       *[other] { $date }, noch { $days } Tage
    }
link-views =
    { $count ->
        [one] ein Aufruf
       *[other] { $count } Aufrufe
    }
link-more-views =
    { $count ->
        [one] und ein weiterer Aufruf
       *[other] und { $count } weitere Aufrufe
    }
documents-title = Dokumente
documents-unchanged = unverändert seit { $date }
documents-waiting = PDF und XRechnung entstehen gerade.
document-pdf = PDF mit ZUGFeRD
document-xml = XRechnung (XML)
history-title = Verlauf
history-count =
    { $count ->
        [one] ein Eintrag
       *[other] { $count } Einträge
    }
history-older = und { $count } ältere
history-invoice-created = Entwurf angelegt
history-invoice-issued = Ausgestellt
history-invoice-sent = Gesendet
history-invoice-marked-sent = Als gesendet markiert
history-invoice-viewed = Angesehen
history-invoice-paid = Bezahlt
history-invoice-overdue = Überfällig
history-invoice-cancelled = Storniert
history-invoice-attached = Anlage hinzugefügt
history-invoice-detached = Anlage entfernt
history-invoice-correction-begun = Korrektur begonnen
history-invoice-written-off = Als uneinbringlich markiert
history-payment-recorded = Zahlung erfasst
history-payment-confirmed = Zahlung vom Kunden bestätigt
history-payment-reported = Zahlung vom Kunden gemeldet
history-payment-accepted = Zahlung angenommen
history-payment-carried-over = Zahlung von der stornierten Rechnung übernommen
history-payment-rejected = Zahlung abgelehnt
history-mail-queued = E-Mail beauftragt
history-mail-sent = E-Mail gesendet
history-mail-delivered = E-Mail zugestellt
history-mail-opened = E-Mail geöffnet
history-mail-failed = E-Mail nicht zugestellt
history-mail-bounced = E-Mail kam zurück
history-mail-clicked = Link in der E-Mail geöffnet
history-mail-resent = E-Mail erneut versendet
history-invoice-shared = Link erzeugt
history-invoice-link-revoked = Link widerrufen
history-invoice-reopened = Wieder offen
history-invoice-documents-made = PDF und XRechnung erzeugt
history-invoice-documents-failed = PDF und XRechnung ließen sich nicht erzeugen
history-payment-confirmed-by-customer = Vom Kunden bestätigt
history-other = { $event }

# Dashboard: dialogs of the invoice page
share-title = Rechnung teilen
share-intro = Wer den Link hat, sieht nur diese Rechnung.
share-none = Es gibt noch keinen Link. Ein neuer gilt 30 Tage, außer in den Einstellungen steht es anders.
share-link = Link
share-copy = Kopieren
share-copied = Kopiert!
share-valid-until = Gültig bis
share-views = Aufrufe
share-views-last = { $count }, zuletzt { $moment }
share-revoke = Widerrufen
share-renew = Neu erzeugen
email-to = Empfänger
email-subject = Betreff
email-message = Nachricht
email-message-placeholder = Ohne Nachricht senden wir Ihren Standardtext.
email-attach = PDF anhängen
email-link-included = Der Link zur Rechnung ist enthalten.
email-send = Senden
payment-amount = Betrag in { $currency }
payment-date = Eingegangen am
payment-method = Zahlungsart
payment-reference = Referenz
payment-reference-hint = Zum Beispiel der Verwendungszweck auf dem Kontoauszug.
payment-note = Notiz
payment-save = Zahlung erfassen
cancel-title = { $number } stornieren?
cancel-text = Es entsteht eine Stornorechnung mit eigener Nummer, die { $number } über { $amount } aufhebt. Beide Belege bleiben erhalten. Das lässt sich nicht rückgängig machen.
cancel-refused = So kann die Stornorechnung nicht ausgestellt werden:
cancel-reason = Grund
cancel-reason-hint = Steht im Verlauf und auf der Stornorechnung.
cancel-do = Stornorechnung ausstellen
write-off-title = { $number } als uneinbringlich markieren?
write-off-text = { $amount } bleiben dauerhaft unbezahlt. Die Rechnung gilt nicht mehr als offen, und es wird nicht mehr erinnert.

# Dashboard: corrections
action-correct = Korrigieren
action-cancel-part = Teilweise stornieren
correct-title = { $number } korrigieren?
correct-text = { $number } wird sofort mit einer Stornorechnung über { $amount } aufgehoben. Zugleich öffnet sich ein Entwurf mit demselben Inhalt: Ändern Sie, was falsch war, und stellen Sie ihn als Rechnungskorrektur aus. Erfasste Zahlungen gehen dann auf sie über.
correct-do = Stornieren und korrigieren
cancel-part-title = { $number } teilweise stornieren
cancel-part-text = Wie viel wird zurückgenommen? Es entsteht eine Stornorechnung über diese Mengen; der Rest der Rechnung bleibt bestehen.
cancel-part-left = noch { $quantity } { $unit } zu { $price }
editor-title-correction = Korrektur zu { $number }
mail-correction-subject = Ihre Rechnungskorrektur { $number }
mail-correction-intro = unsere korrigierte Rechnung { $number } liegt für Sie bereit. Sie ersetzt die Rechnung { $original }, die wir storniert haben.
mail-correction-attached = im Anhang finden Sie unsere korrigierte Rechnung { $number }. Sie ersetzt die Rechnung { $original }, die wir storniert haben. Die PDF-Datei enthält auch die E-Rechnung (ZUGFeRD) für Ihre Buchhaltung.

# Dashboard: notifications
notifications-read-all = Alle gelesen
notifications-new = Neu:
notifications-none = Keine Benachrichtigungen
notifications-none-text = Hier steht, was Ihre Kunden tun und was nicht geklappt hat.
# Mails
mail-greeting = Guten Tag,
mail-greeting-name = Guten Tag { $name },
mail-closing = Bei Fragen antworten Sie einfach auf diese E-Mail.
mail-regards = Vielen Dank und freundliche Grüße
mail-number = Rechnungsnummer
mail-customer = Kunde
mail-issue-date = Rechnungsdatum
mail-due = Fällig am
mail-net = Netto
mail-tax = Umsatzsteuer
mail-gross = Gesamtbetrag
mail-open = Offener Betrag
mail-amount = Betrag
mail-paid = Gezahlt
mail-paid-on = Gezahlt am
mail-invoice-subject = Ihre Rechnung { $number }
mail-invoice-attached = im Anhang finden Sie unsere Rechnung { $number }. Die PDF-Datei enthält auch die E-Rechnung (ZUGFeRD) für Ihre Buchhaltung.
mail-cancellation-subject = Ihre Stornorechnung { $number }
mail-cancellation-attached = im Anhang finden Sie unsere Stornorechnung { $number } zur Rechnung { $original }.
mail-cancellation-intro = unsere Stornorechnung { $number } zur Rechnung { $original } liegt für Sie bereit.
mail-portal-intro = unsere Rechnung { $number } liegt für Sie bereit.
mail-portal-button = Rechnung ansehen
mail-portal-hint = Über den Link können Sie die Rechnung ansehen, als PDF oder XRechnung herunterladen und die Zahlung bestätigen. Geben Sie ihn nur an Personen weiter, die die Rechnung sehen dürfen.
mail-hybrid-notice = Geht die Zahlung nicht bis zum Fälligkeitstag ein, wird die hinterlegte Karte automatisch belastet.
mail-hybrid-notice-date = Geht die Zahlung nicht bis zum { $date } ein, wird die hinterlegte Karte automatisch belastet.
mail-receipt-subject = Zahlung erhalten: Rechnung { $number }
mail-receipt-intro = vielen Dank, wir haben Ihre Zahlung zur Rechnung { $number } erhalten.
mail-reset-subject = Neues Passwort festlegen
mail-reset-intro = Sie haben ein neues Passwort angefordert. Über diesen Link legen Sie es fest:
mail-reset-button = Passwort festlegen
mail-reset-hint = Der Link gilt eine Stunde und nur einmal. Wenn Sie nichts angefordert haben, brauchen Sie nichts zu tun; Ihr Passwort bleibt, wie es ist.
mail-confirmation-button = Rechnung öffnen
mail-confirmation-subject = Zahlung bestätigt: Rechnung { $number }
mail-confirmation-intro = { $customer } hat im Portal bestätigt, die Rechnung { $number } bezahlt zu haben.
mail-confirmation-settled = Die Rechnung gilt damit als bezahlt. Ist kein Geld eingegangen, können Sie die Bestätigung ablehnen; dann ist die Rechnung wieder offen.
mail-confirmation-reported = Die Rechnung bleibt offen, bis Sie die Bestätigung annehmen.

# Units beside a quantity, beside the quantity 1, and as a choice
unit-C62 = Stück
unit-C62-one = Stück
unit-C62-long = Stück
unit-HUR = Std.
unit-HUR-one = Std.
unit-HUR-long = Stunde
unit-DAY = Tage
unit-DAY-one = Tag
unit-DAY-long = Tag
unit-WEE = Wochen
unit-WEE-one = Woche
unit-WEE-long = Woche
unit-MON = Monate
unit-MON-one = Monat
unit-MON-long = Monat
unit-ANN = Jahre
unit-ANN-one = Jahr
unit-ANN-long = Jahr
unit-LS = pauschal
unit-LS-one = pauschal
unit-LS-long = Pauschal
unit-KGM = kg
unit-KGM-one = kg
unit-KGM-long = Kilogramm
unit-KMT = km
unit-KMT-one = km
unit-KMT-long = Kilometer
unit-MTR = m
unit-MTR-one = m
unit-MTR-long = Meter
unit-MTK = m²
unit-MTK-one = m²
unit-MTK-long = Quadratmeter
unit-LTR = l
unit-LTR-one = l
unit-LTR-long = Liter
unit-MIN = Min.
unit-MIN-one = Min.
unit-MIN-long = Minute
unit-XPK = Pakete
unit-XPK-one = Paket
unit-XPK-long = Paket

# Portal page
portal-title = { $kind } { $number } – { $seller }
portal-kind-invoice = Rechnung
portal-kind-partial = Teilrechnung
portal-kind-corrected = Korrigierte Rechnung
portal-kind-cancellation = Stornorechnung
portal-your-invoice = Ihre Rechnung
portal-your-partial = Ihre Teilrechnung
portal-your-corrected = Ihre korrigierte Rechnung
portal-your-cancellation = Ihre Stornorechnung
portal-status-unpaid = Offen
portal-status-reported = Zahlung gemeldet
portal-status-partially-paid = Teilbezahlt
portal-status-paid = Bezahlt
portal-status-overdue = Überfällig
portal-status-void = Storniert
portal-status-cancellation = Storno
portal-open-amount = Offener Betrag
portal-amount = Betrag
portal-amount-void = Storniert:
portal-due-on = Fällig am { $date }
portal-due-at-once = Sofort fällig
portal-due-today = heute
portal-due-tomorrow = morgen
portal-days-left = noch { $days } Tage
portal-days-late =
    { $days ->
        [one] seit gestern überfällig
       *[other] seit { $days } Tagen überfällig
    }
portal-paid-on = Bezahlt am { $date }
portal-confirmed-by-customer = vom Kunden bestätigt
portal-void-on = Storniert am { $date }
portal-void-by = durch { $number }. Sie müssen nichts bezahlen.
portal-nothing-to-pay = Sie müssen nichts bezahlen.
portal-reported = { $seller } prüft den Zahlungseingang.
portal-discount-until = Mit { $percent } Skonto bis { $date }: { $amount }
portal-corrected-by = Um { $corrected } korrigiert, ursprünglich { $gross }
portal-paid-of = { $paid } von { $gross } sind bezahlt
portal-hybrid-until = Geht bis { $date } keine Zahlung ein, wird Ihre hinterlegte Karte automatisch belastet.
portal-hybrid = Geht keine Zahlung ein, wird Ihre hinterlegte Karte automatisch belastet.
portal-thanks-settled = Danke. Ihre Zahlung ist bestätigt, { $seller } wurde benachrichtigt.
portal-thanks-reported = Danke. Ihre Zahlung ist gemeldet, { $seller } wurde benachrichtigt.
portal-already-confirmed = Bereits als bezahlt markiert
portal-invalid-input = Die Zahlung wurde nicht bestätigt: Das Datum darf nicht in der Zukunft liegen, die Nachricht höchstens 500 Zeichen haben.
portal-pay = Jetzt bezahlen
portal-transfer = Jetzt überweisen
portal-download-pdf = PDF herunterladen
portal-download-xml = XRechnung (XML)
portal-confirm = Zahlung bestätigen
portal-documents-wait = PDF und XRechnung werden gerade erstellt. Laden Sie die Seite in einem Moment neu.
portal-facts = Angaben zur { $kind }
portal-seller = Rechnungssteller
portal-buyer = Rechnungsempfänger
portal-vat-id = USt-IdNr. { $id }
portal-number = Rechnungsnummer
portal-document-number = Belegnummer
portal-date = Datum
portal-due = Fällig am
portal-service-date = Leistungsdatum
portal-service-period = Leistungszeitraum
portal-lines = Positionen
portal-position = Pos
portal-description = Beschreibung
portal-quantity = Menge
portal-price = Einzelpreis
portal-vat = MwSt
portal-total = Gesamt { $currency }
portal-line-discount = abzüglich { $size } { $reason }
portal-line-charge = zuzüglich { $size } { $reason }
portal-discount = Rabatt
portal-charge = Zuschlag
portal-totals = Summen
portal-lines-total = Summe der Positionen
portal-net = Netto
portal-vat-rate = MwSt { $rate }
portal-vat-on = MwSt { $rate } auf { $base }
portal-gross = Brutto
portal-corrections = Korrekturen
portal-cancellation-number = Stornorechnung { $number }
portal-already-paid = Bereits gezahlt
portal-rounding = Rundung
portal-terms = Zahlbar bis { $date } ohne Abzug.
portal-terms-discount = Zahlbar bis { $date } ohne Abzug, bis{"\u00A0"}{ $until } mit { $percent } Skonto ({ $amount }).
portal-bank = Per Überweisung bezahlen
portal-bank-hint = Antippen markiert den ganzen Wert.
portal-payee = Empfänger
portal-iban = IBAN
portal-bic = BIC
portal-purpose = Verwendungszweck
portal-amount-to-pay = Betrag
portal-with-discount = Mit { $percent } Skonto
portal-after = Schon überwiesen?
portal-girocode-label = GiroCode für die Überweisung
portal-girocode = Mit der Banking-App scannen, alle Angaben sind schon ausgefüllt.
portal-chain = Belege zu dieser Rechnung
portal-chain-dated = { $kind } vom { $date }
portal-chain-new = Neue Rechnung vom { $date }
portal-chain-this = diese Seite
portal-chain-whole = hebt die Rechnung ganz auf
portal-chain-part = hebt die Rechnung teilweise auf
portal-chain-own-link = kommt mit eigenem Link
portal-ask = Zahlung bestätigen?
portal-ask-sentence = Sie teilen { $seller } mit, dass Sie die Rechnung { $number } über { $amount } bezahlt haben.
portal-ask-settles = Sie gilt danach als bezahlt.
portal-ask-reports = { $seller } prüft dann den Zahlungseingang.
portal-ask-date = Bezahlt am
portal-ask-note = Nachricht
portal-optional = (freiwillig)
portal-cancel = Abbrechen
portal-provided = Bereitgestellt von RechnungsWerk
portal-valid-until = Link gültig bis { $date }
portal-binding = Rechtlich maßgeblich ist die XRechnung oder das PDF.
portal-imprint = Impressum
portal-privacy = Datenschutz
portal-unknown = Link nicht gefunden oder abgelaufen
portal-unknown-advice = Bitte prüfen Sie, ob die Adresse vollständig ist. Hilft das nicht, bitten Sie den Absender der Rechnung um einen neuen Link.
portal-expired = Link ist abgelaufen
portal-expired-on = Dieser Link galt bis { $date }.
portal-expired-advice = Bitten Sie { $seller } um einen neuen, dann sehen Sie Ihre Rechnung wieder.
portal-expired-ask = Neuen Link anfordern
portal-expired-subject = Neuer Link zu meiner Rechnung
portal-too-many = Zu viele Aufrufe
portal-too-many-advice =
    { $seconds ->
        [one] Bitte warten Sie eine Sekunde und laden Sie die Seite dann neu. Ihre Rechnung bleibt erreichbar.
       *[other] Bitte warten Sie { $seconds } Sekunden und laden Sie die Seite dann neu. Ihre Rechnung bleibt erreichbar.
    }
portal-too-large = Das ist zu viel auf einmal
portal-too-large-advice = Ein Formular darf höchstens 1 MB groß sein. Gehen Sie zurück und kürzen Sie den Text; er steht noch dort.
portal-unreadable = Das Formular war nicht lesbar
portal-unreadable-advice = Gehen Sie zurück und senden Sie es noch einmal; was Sie geschrieben haben, steht noch dort.
portal-unavailable = Gerade nicht erreichbar
portal-unavailable-advice = Bitte laden Sie die Seite in einer Minute neu. Ihre Rechnung ist nicht verloren, und der Link bleibt gültig.

# Mails
mail-view-invoice = Rechnung ansehen
mail-link-is-secret = Der Link öffnet Ihre Rechnung ohne Anmeldung. Bitte geben Sie ihn nur an Personen weiter, die sie sehen dürfen.
mail-invoice-ready = Ihre Rechnung { $number } über { $amount } ist da. Sie können sie online ansehen, als PDF oder XRechnung herunterladen und bezahlen.
mail-cancellation-ready = Ihre Stornorechnung { $number } ist da. Sie müssen nichts bezahlen.
mail-hybrid-until = Geht bis { $date } keine Zahlung ein, wird Ihre hinterlegte Karte automatisch belastet.
mail-hybrid = Geht keine Zahlung ein, wird Ihre hinterlegte Karte automatisch belastet.
mail-receipt-thanks = Vielen Dank. Ihre Zahlung von { $amount } zur Rechnung { $number } ist eingegangen.
mail-receipt-settled = Die Rechnung ist damit vollständig bezahlt.
mail-receipt-rest = Offen bleiben { $amount }.
mail-received = Eingegangen
mail-received-on = Eingegangen am
mail-still-open = Noch offen
mail-confirmation-sentence = { $buyer } hat auf der Portalseite bestätigt, die Rechnung { $number } über { $amount } bezahlt zu haben.
mail-confirmation-review = Bitte prüfen Sie den Zahlungseingang und nehmen Sie die Bestätigung auf der Rechnungsseite an oder lehnen Sie sie ab.
mail-confirmation-why = Sie erhalten diese Nachricht, weil { $organization } über Zahlungsbestätigungen per E-Mail informiert werden möchte. Das lässt sich in den Einstellungen ändern.
mail-reset-sentence = mit diesem Link wählen Sie ein neues Passwort. Er gilt eine Stunde und nur einmal.
mail-reset-ignore = Sie haben kein neues Passwort angefordert? Dann müssen Sie nichts tun, Ihr Passwort bleibt unverändert.
# Dashboard: parts

# Dashboard: frame

# Dashboard: problems at a field

# Dashboard: what just happened

# Dashboard: overview

# Dashboard: first steps

# Dashboard: invoice list

# Dashboard: invoice page

# Dashboard: dialogs of the invoice page

# Dashboard: notifications

# Dashboard: invoice editor
editor-title-new = Neue Rechnung
editor-title-draft = Rechnung bearbeiten
editor-saved-at = Gespeichert { $time }
editor-unsaved = Nicht gespeichert
editor-missing =
    { $count ->
        [one] Eine Angabe fehlt
       *[other] { $count } Angaben fehlen
    }
editor-missing-many = { $count } Angaben fehlen
editor-preview = Vorschau
editor-preview-xml = Vorschau als XML
editor-issue = Ausstellen
editor-more = Weitere Aktionen
editor-discard = Entwurf verwerfen
editor-discard-question = Der Entwurf wird gelöscht, mit allem, was darin steht. Eine Rechnungsnummer hatte er noch nicht, es entsteht also keine Lücke.
editor-kind = Rechnung
editor-customer = Kunde
editor-customer-placeholder = Kunde suchen …
editor-customer-nobody = Kein Kunde passt dazu.
editor-customer-number = Kunde { $number }
editor-customer-last = Kunde { $number } · zuletzt { $last }
editor-no-customer = Sie haben noch keinen Kunden.
editor-first-customer = Ersten Kunden anlegen
editor-number = Nummer
editor-number-later = beim Ausstellen
editor-issue-date = Datum
editor-due-date = Fällig am
editor-service-start = Leistung von
editor-service-end = Leistung bis
editor-dates-hint = Leer gelassen gilt der Tag des Ausstellens, { $days } Tage Ziel und ein einzelner Leistungstag.
editor-note = Schlusstext
editor-note-hint = Fälligkeit und Bankverbindung stehen von selbst auf der Rechnung.
editor-line-position = Pos
editor-line-name = Beschreibung
editor-line-quantity = Menge
editor-line-unit = Einheit
editor-line-price = Einzelpreis
editor-line-rate = MwSt
editor-line-total = Gesamt
editor-line-more = Mehr
editor-line-description = Einzelheiten
editor-line-discount = Rabatt oder Zuschlag in % (−10)
editor-line-from = Leistung von
editor-line-until = Leistung bis
editor-line-up = Nach oben
editor-line-down = Nach unten
editor-line-remove = Entfernen
editor-rounding = Rundung
editor-line-details = Weitere Angaben
tax-category-e = steuerfrei
tax-category-ae = § 13b
tax-category-k = ig. Lieferung
tax-category-g = Ausfuhr
editor-line-add = Position hinzufügen
editor-offer = { $name } zuletzt { $price } am { $date }
editor-offer-take = übernehmen
editor-adjustments = Rabatt oder Zuschlag auf die Rechnung
editor-adjustment-reason = Grund
editor-adjustment-percent = Prozent (−5)
editor-adjustment-amount = oder Betrag (−50)
editor-net = Netto
editor-tax = MwSt
editor-untaxed = Ohne Umsatzsteuer
editor-gross = Gesamt
editor-prepaid-line = Bereits gezahlt
editor-payable = Zu zahlen
editor-tax-case = Steuerfall
tax-case-domestic = Inland, mit Umsatzsteuer
tax-case-small-business = Kleinunternehmer (§ 19 UStG)
tax-case-exempt = Steuerfrei (§ 4 UStG)
tax-case-reverse-charge = Steuerschuldner ist der Kunde (§ 13b UStG)
tax-case-intra-community = Lieferung in die EU (§ 6a UStG)
tax-case-export = Ausfuhr (§ 6 UStG)
tax-case-outside-scope = Nicht steuerbar
editor-terms = Zahlungsziel
terms-agreed = Wie mit dem Kunden vereinbart
terms-at-once = Sofort, ohne Abzug
terms-days = { $days } Tage netto
terms-own = Eigenes Datum
editor-discount-percent = Skonto in %
editor-discount-days = innerhalb von Tagen
editor-order-reference = Bestellnummer
editor-more-references = Weitere Angaben
editor-buyer-reference = Leitweg-ID oder Kundenreferenz
editor-buyer-reference-hint = Nur wenn sie von der des Kunden abweicht.
editor-contract-reference = Vertragsnummer
editor-project-reference = Projekt
editor-prepaid = Bereits gezahlt
editor-prepaid-hint = Anzahlung, wird vom Gesamtbetrag abgezogen.
gate-title = Vor dem Ausstellen
gate-new = Sobald Sie schreiben, steht hier, was noch fehlt.
gate-complete = Es ist alles da.
gate-here = hier eintragen
gate-at-customer = beim Kunden eintragen
gate-at-settings = in den Einstellungen eintragen

# Dashboard: customers
customer-new = Neuer Kunde
customers-none = Noch kein Kunde
customers-none-text = Name und Anschrift genügen für die erste Rechnung.
customers-first = Ersten Kunden anlegen
customers-no-match = Kein Treffer
customers-no-match-text = Kein Kunde passt zu dieser Suche.
customers-all = Alle Kunden zeigen
customers-search = Name, Nummer, Ort
customer-name = Name
customer-number = Kundennummer
customer-city = Ort
customer-tier = Abrechnung
customer-invoices = Rechnungen
customer-open = Offen
customer-overdue = Überfällig
customer-open-euro = Offen in €
customer-overdue-euro = Überfällig in €
customer-of-which-overdue = davon { $amount } überfällig
customer-invoiced = Insgesamt berechnet
customer-without-email = Rechnungs-E-Mail fehlt
customer-without-email-text = Diesem Kunden kann keine Rechnung gemailt werden, weil die Rechnungs-E-Mail fehlt
customer-without-email-link = eintragen
customer-missing = fehlt
action-edit-customer = Bearbeiten
customer-new-invoice = Neue Rechnung
customer-no-invoices = Noch keine Rechnung an diesen Kunden.
customer-all-invoices = Alle ansehen
customer-draft = Entwurf
customer-address = Anschrift
customer-address-why = Steht so auf der Rechnung.
customer-data = Rechnungsdaten
customer-billing = Rechnungsempfang
customer-billing-why = Wohin Rechnungen gehen und wer gefragt werden kann.
customer-billing-email = Rechnungs-E-Mail
customer-billing-email-hint = An diese Adresse gehen Rechnungen und Erinnerungen.
customer-billing-contact = Ansprechpartner für Rechnungen
customer-contact = Ansprechpartner
customer-phone = Telefon
customer-vat-id = USt-IdNr.
customer-buyer-reference = Leitweg-ID oder Kundenreferenz
customer-buyer-reference-hint = Öffentliche Auftraggeber verlangen ihre Leitweg-ID, zum Beispiel 04011000-12345-03.
customer-language = Sprache der Rechnung
customer-terms-part = Konditionen
customer-terms-why = Gelten für neue Rechnungen, bestehende bleiben, wie sie sind.
customer-terms = Zahlungsziel
customer-terms-days =
    { $days ->
        [one] Ein Tag
       *[other] { $days } Tage
    }
customer-terms-in-days = Zahlungsziel in Tagen
customer-terms-hint = Leer: 30 Tage, bei „Standard“ 10.
customer-unit-rate = Preis je Einheit
customer-unit-rate-euro = Preis je Einheit in €
customer-unit-rate-hint = Für die Abrechnung nach Verbrauch.
customer-monthly-fee = Grundgebühr im Monat
customer-monthly-fee-euro = Grundgebühr im Monat in €
customer-included-units = Enthaltene Einheiten
customer-overage-rate = Preis je weitere Einheit
customer-overage-rate-euro = Preis je weitere Einheit in €
customer-overage-rate-hint = Leer: der Preis je Einheit.
customer-subscription-only = Nur beim Abonnement.
customer-notes = Notizen
customer-notes-why = Nur für Sie, stehen auf keiner Rechnung.
tier-invoice-only = Trusted
tier-invoice-only-why = Zahlt auf Rechnung zum Zahlungsziel, ohne hinterlegte Karte.
tier-hybrid = Standard
tier-hybrid-why = Ist am Fälligkeitstag nicht bezahlt, wird am nächsten Morgen die hinterlegte Karte belastet.
tier-subscription = Abonnement
tier-subscription-why = Monatlicher Festpreis mit enthaltenen Einheiten, jede weitere wird einzeln berechnet.

## Abrechnung nach Verbrauch: Posten, Monatslauf, Rechnung aus offenen Posten

room-billing = Abrechnung
room-runs = Monatsläufe
events-none = Noch keine Posten
events-none-text = Gebühren, Gutschriften und Anpassungen sammeln sich hier, bis der Monatslauf sie in einer Rechnung je Kunde abrechnet.
events-first = Ersten Posten erfassen
events-no-match = Kein Posten passt dazu
events-no-match-text = Mit diesen Filtern ist nichts zu finden.
events-all = Alle Posten
events-search = Kunde, Beleg, Text …
events-filter = Nach Stand filtern
events-chip-all = Alle
events-chip-unbilled = Offen
events-chip-billed = Abgerechnet
events-every-customer = Posten aller Kunden zeigen
events-open-sum = Offen: { $amount } netto, ohne Posten, deren Preis sich erst bei der Abrechnung ergibt.
event-new = Neuer Posten
event-edit = Posten ändern
event-delete = Posten löschen
event-delete-question = Der Posten wird gelöscht und nie berechnet.
event-unbilled = Offen
event-by-rate = nach Tarif
event-what = Posten
event-kind = Art
event-own-kind = Eigene Art
event-own-kind-hint = Gilt statt der Auswahl, zum Beispiel „Reisekosten“.
event-what-part = Posten
event-what-why = Steht als eigene Zeile auf der nächsten Rechnung.
event-choose-customer = Bitte wählen
event-description = Beschreibung
event-description-hint = Leer: die Art.
event-reference = Beleg
event-reference-hint = Derselbe Beleg derselben Art wird nur einmal angenommen.
event-day = Datum der Leistung
event-amount-part = Betrag
event-amount-why = Netto. Eine Gutschrift mindert die Summe, ob mit oder ohne Minus.
event-quantity = Menge
event-amount-euro = Betrag der ganzen Menge in €
event-amount-hint = Leer: Menge mal Preis je Einheit des Kunden; beim Abonnement zählen zuerst die enthaltenen Einheiten.
event-tax-rate = MwSt. in %
runs-none = Noch kein Monatslauf
runs-none-text = Am 1. um 08:00 Uhr wird der vergangene Monat von selbst abgerechnet, sobald es offene Posten oder Abonnements gibt.
runs-why = Am 1. um 08:00 Uhr rechnet der Lauf den vergangenen Monat ab: eine Rechnung je Kunde über alle offenen Posten. Sie können ihn auch jetzt beginnen; wer schon eine Rechnung hat, bekommt keine zweite.
run-month = Monat
run-start = Monatslauf beginnen
run-running = Läuft
run-done = Fertig
run-with-failures = Fertig mit Fehlern
run-failed = Abgebrochen
run-billed = Rechnungen
run-skipped = Warten
run-failures = Fehler
run-gross = Brutto
run-started = Begonnen
run-invoices =
    { $count ->
        [one] Eine Rechnung
       *[other] { $count } Rechnungen
    }
run-title = Monatslauf { $month }
run-again = Erneut versuchen
run-refresh = Stand aktualisieren
run-gave-up = Der Lauf wurde abgebrochen: { $reason }. Was abgerechnet ist, bleibt; „Erneut versuchen“ macht mit den übrigen weiter.
run-interrupted = Der Lauf wurde unterbrochen und geht gleich weiter: { $reason }
run-progress = { $done } von { $all } Kunden
run-from-until = Von { $start } bis { $end }.
run-since = Seit { $start }.
run-scheduled = Vom Kalender begonnen.
run-by-hand = Von Hand begonnen.
run-facts = { $events } Posten, { $net } netto, { $tax } MwSt.
run-filter = Nach Ergebnis filtern
run-chip-done = Berechnet
run-chip-skipped = Warten
run-chip-failed = Fehler
run-nobody = Niemand
run-nobody-text = Mit diesem Ergebnis ist kein Kunde im Lauf.
run-result = Ergebnis
run-events = Posten
run-not-mailed = Nicht gemailt: Rechnungs-E-Mail fehlt
run-reason-negative = Gutschriften größer als Gebühren: wartet auf den nächsten Monat
run-reason-nothing = Nichts abzurechnen
run-reason-gate = Die Rechnung kann so nicht ausgestellt werden
run-reason-out-of-range = Die Summe ist zu groß
run-reason-error = Unerwarteter Fehler
run-reason-pending = Noch nicht an der Reihe
open-events = Offene Posten
open-events-none = Keine offenen Posten.
open-events-sum =
    { $count ->
        [one] Ein Posten, { $amount } netto
       *[other] { $count } Posten, { $amount } netto
    }
bill-open-events = Rechnung aus offenen Posten
bill-intro = Die Rechnung wird sofort ausgestellt.
bill-from = Von
bill-until = Bis
bill-send = Per E-Mail senden
bill-issue = Rechnung ausstellen
notice-event-created = Posten erfasst
notice-event-known = Dieser Beleg war schon da
notice-event-deleted = Posten gelöscht
notice-run-started = Der Monatslauf ist unterwegs
notice-billed = Rechnung ausgestellt
notice-billed-without-mail = Rechnung ausgestellt, aber nicht gemailt: die Rechnungs-E-Mail fehlt
notice-already-billed = Der Posten steht schon auf einer Rechnung
notice-nothing-to-bill = In diesem Zeitraum ist nichts abzurechnen
notice-negative-total = Die Gutschriften sind größer als die Gebühren und warten auf die nächste Rechnung
api-already-billed = Der Posten steht schon auf einer Rechnung.
api-nothing-to-bill = In diesem Zeitraum ist nichts abzurechnen.
api-negative-total = Die Gutschriften sind größer als die Gebühren und warten auf die nächste Rechnung.
problem-already-used = Das ist schon vergeben.
activity-billing-run-done = Der Monatslauf ist fertig
activity-billing-run-with-failures = Der Monatslauf ist fertig, nicht jeder Kunde konnte abgerechnet werden
activity-billing-run-failed = Der Monatslauf wurde abgebrochen
address-street = Straße und Hausnummer
address-extra = Adresszusatz
address-postcode = PLZ
address-city = Ort
address-country = Land

# Dashboard: settings
settings-company = Firma
settings-company-why = Steht als Absender auf jeder neuen Rechnung.
settings-bank = Bankverbindung
settings-bank-why = Für Überweisung und GiroCode.
settings-numbering = Nummernkreise
settings-numbering-why = Rechnungsnummern sind fortlaufend und ohne Lücke. Eine Änderung gilt ab der nächsten Nummer.
settings-portal = Erscheinungsbild und Portal
settings-api-keys = API-Schlüssel
company-name = Firmenname
company-tax = Steuern
company-tax-why = Eine der beiden Nummern ist Pflicht (§ 14 UStG).
company-tax-number = Steuernummer
company-small-business = Kleinunternehmer nach § 19 UStG
company-small-business-why = Rechnungen weisen dann keine Umsatzsteuer aus.
company-contact = Ansprechpartner
company-contact-why = Pflicht für XRechnung (BG-6).
company-contact-name = Bezeichnung
company-phone-wrong = Die Telefonnummer braucht mindestens drei Ziffern.
company-legal = Rechtliches
company-legal-why = Handelsregister und die Links im Fuß des Portals.
company-registration = Registernummer
company-legal-information = Gesellschaftsangaben
company-legal-information-hint = Geschäftsführung, Registergericht, Sitz.
company-imprint = Impressum
company-privacy = Datenschutz
company-url-wrong = Bitte eine Adresse, die mit https:// beginnt.
bank-account-name = Kontoinhaber
bank-account-name-hint = Genau so, wie die Bank ihn führt: Banken prüfen den Namen.
numbering-next = Die nächste Rechnung bekommt
numbering-invoices = Format der Rechnungsnummern
numbering-cancellations = Format der Stornonummern
numbering-counter = laufende Nummer, so viele Stellen wie N
numbering-year = Jahr der Rechnung
numbering-month = Monat der Rechnung
logo-title = Logo
logo-why = Steht auf Rechnung, Portal und E-Mail.
logo-now = Ihr Logo
logo-file = Bilddatei
logo-hint = PNG oder JPEG, höchstens 512 KB.
logo-upload = Hochladen
logo-remove = Logo entfernen
logo-remove-question = Neue Rechnungen, Portal und E-Mails zeigen dann Ihren Firmennamen statt des Logos. Ausgestellte Rechnungen bleiben, wie sie sind.
color-title = Farbe
color-why = Ihre Farbe auf Portal, PDF und E-Mail.
color-label = Markenfarbe
color-hint = Wo sie zu hell für Schrift ist, wird sie dort dunkler gesetzt.
portal-part = Portal
portal-part-why = Die Seite, auf der Ihr Kunde die Rechnung öffnet.
confirmation-legend = Wenn ein Kunde „Zahlung bestätigen“ drückt
confirmation-settle = Die Rechnung gilt als bezahlt
confirmation-settle-why = Sie wird sofort auf „Bezahlt“ gesetzt, mit dem Vermerk „vom Kunden bestätigt“. Stimmt es nicht, lehnen Sie die Bestätigung ab und die Rechnung ist wieder offen.
confirmation-report = Die Rechnung bleibt offen, bis Sie die Zahlung annehmen
confirmation-report-why = Sie zeigt „Zahlung gemeldet“, Erinnerungen pausieren sieben Tage, und Sie prüfen den Kontoeingang.
confirmation-mail = Bei jeder Bestätigung eine E-Mail an die Inhaber
link-days-label = Links gelten Tage
link-days-hint = Leer: unbegrenzt, bis sie widerrufen werden.
api-keys-why = Damit arbeitet ein anderes Programm im Namen Ihrer Organisation. Geben Sie jedem Programm einen eigenen Schlüssel.
api-keys-none = Noch kein Schlüssel.
api-key-name = Wofür ist der Schlüssel?
api-key-example = Online-Shop
api-key-create = Schlüssel erzeugen
api-key-made = Der Schlüssel ist erzeugt
api-key-once = Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt.
api-key-secret = Neuer API-Schlüssel
api-key-since = seit
api-key-used = zuletzt benutzt
api-key-unused = noch nie benutzt
api-key-revoke = Widerrufen
api-key-revoke-question = Programme mit dem Schlüssel „{ $name }“ können danach nicht mehr zugreifen. Das lässt sich nicht rückgängig machen.

# Dashboard: before the door
log-in-title = Anmelden
log-in-forgot = Vergessen?
log-in-new = Neu hier?
log-in-password-changed = Ihr neues Passwort gilt. Bitte melden Sie sich damit an.
log-in-session-ended = Ihre Sitzung ist abgelaufen. Bitte melden Sie sich neu an.
log-in-logged-out = Sie sind abgemeldet.
sign-up-title = Konto anlegen
sign-up-known = Schon ein Konto?
account-email = E-Mail
account-password = Passwort
account-name = Ihr Name
account-password-hint = Mindestens zehn Zeichen. Drei Wörter, die nicht zusammengehören, sind gut zu merken und schwer zu raten.
account-back = Zurück zur Anmeldung
forgot-title = Passwort vergessen
forgot-text = Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort setzen.
forgot-send = Link schicken
forgot-sent = Wenn zu dieser Adresse ein Konto gehört, ist der Link jetzt unterwegs.
forgot-sent-more = Er gilt eine Stunde. Sehen Sie auch im Spam-Ordner nach.
reset-title = Neues Passwort
reset-password = Neues Passwort
reset-save = Passwort speichern
reset-again = Neuen Link anfordern

# Dashboard: what did not work
trouble-invalid = Bitte sehen Sie sich die markierten Felder an. Gespeichert ist noch nichts.
trouble-not-found = Das gibt es nicht mehr.
trouble-forbidden = Dafür fehlt Ihnen die Berechtigung.
trouble-log-in = E-Mail und Passwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.
trouble-too-many-requests = Das waren zu viele Versuche. Bitte warten Sie { $seconds } Sekunden.
trouble-unavailable = Das ging gerade nicht. Ihre Eingaben stehen noch hier, bitte versuchen Sie es gleich noch einmal.
trouble-changed-meanwhile = Inzwischen hat jemand anderes diesen Entwurf geändert. Ihre Eingaben stehen noch hier, gespeichert sind sie nicht.
trouble-not-a-draft = Diese Rechnung ist schon ausgestellt und bleibt, wie sie ist.
trouble-gate-findings = Bevor die Rechnung ausgestellt werden kann, fehlt noch etwas.
trouble-email-taken = Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an oder setzen Sie Ihr Passwort zurück.
trouble-link-expired = Dieser Link ist abgelaufen oder schon benutzt. Bitte fordern Sie einen neuen an.
trouble-customer-in-use = Dieser Kunde hat Rechnungen und bleibt deshalb erhalten.
trouble-conflict = Das passt nicht mehr zum jetzigen Stand. Bitte laden Sie die Seite neu.
failure-not-found = Seite nicht gefunden
failure-not-found-text = Die Adresse ist falsch, oder was dort stand, gibt es nicht mehr.
failure-forbidden = Das ist nicht für Sie freigegeben
failure-forbidden-text = Fragen Sie die Inhaber Ihrer Organisation, wenn Sie es brauchen.
failure-logged-out = Sie sind nicht angemeldet
failure-logged-out-text = Melden Sie sich an, dann geht es dort weiter, wo Sie hinwollten.
failure-too-often = Einen Augenblick, bitte
failure-too-often-text = Das waren sehr viele Aufrufe in kurzer Zeit. Warten Sie eine Minute.
failure-unavailable = Gerade nicht erreichbar
failure-unavailable-text = Ihre Daten sind sicher. Meist geht es nach einer Minute wieder.
failure-conflict = Der Stand hat sich geändert
failure-conflict-text = Was Sie sehen wollten, ist inzwischen nicht mehr so. Sehen Sie in der Übersicht nach.
failure-again = Noch einmal versuchen
failure-home = Zur Übersicht
dev-mail-title = Postfach der Entwicklung
dev-mail-text = Ohne SMTP_URL wird nichts verschickt, alle E-Mails landen hier.
dev-mail-none = Noch keine E-Mail
dev-mail-none-text = Versenden Sie eine Rechnung, dann steht sie hier.
dev-mail-attachments =
    { $count ->
        [one] ein Anhang
       *[other] { $count } Anhänge
    }
dev-mail-from = Von
dev-mail-to = An
dev-mail-at = Zeit

# Countries
country-AL = Albanien
country-AT = Österreich
country-BA = Bosnien und Herzegowina
country-BE = Belgien
country-BG = Bulgarien
country-CA = Kanada
country-CH = Schweiz
country-CN = China
country-CY = Zypern
country-CZ = Tschechien
country-DE = Deutschland
country-DK = Dänemark
country-EE = Estland
country-ES = Spanien
country-FI = Finnland
country-FR = Frankreich
country-GB = Vereinigtes Königreich
country-GR = Griechenland
country-HR = Kroatien
country-HU = Ungarn
country-IE = Irland
country-IL = Israel
country-IN = Indien
country-IS = Island
country-IT = Italien
country-JP = Japan
country-LI = Liechtenstein
country-LT = Litauen
country-LU = Luxemburg
country-LV = Lettland
country-MC = Monaco
country-MD = Moldau
country-ME = Montenegro
country-MK = Nordmazedonien
country-MT = Malta
country-NL = Niederlande
country-NO = Norwegen
country-PL = Polen
country-PT = Portugal
country-RO = Rumänien
country-RS = Serbien
country-SE = Schweden
country-SI = Slowenien
country-SK = Slowakei
country-TR = Türkei
country-UA = Ukraine
country-US = Vereinigte Staaten
country-XI = Nordirland

# Incoming invoices
room-incoming = Eingang
incoming-title = Eingangsrechnungen
incoming-empty-title = Noch keine Eingangsrechnung
incoming-empty-text = Laden Sie hier die E-Rechnungen Ihrer Lieferanten hoch. Sie werden geprüft, lesbar gezeigt und unverändert aufbewahrt.
incoming-file = E-Rechnung eines Lieferanten
incoming-file-hint = XRechnung als XML oder ZUGFeRD-PDF, höchstens 10 MB.
incoming-upload = Hochladen und prüfen
incoming-search = Lieferant oder Nummer
incoming-no-match = Nichts gefunden
incoming-no-match-text = Zu dieser Suche gibt es keine Eingangsrechnung.
incoming-all = Alle zeigen
incoming-seller = Rechnungssteller
incoming-buyer = Rechnungsempfänger
incoming-verdict = Prüfung
incoming-received = Eingegangen
incoming-duplicate = Diese Nummer kam von diesem Rechnungssteller schon einmal
incoming-duplicate-title = Vermutlich doppelt
incoming-duplicate-text = Vom selben Rechnungssteller gibt es noch eine Rechnung mit dieser Nummer:
incoming-ok = In Ordnung
incoming-warnings = Hinweise
incoming-errors = Fehler
incoming-format = Format
incoming-format-about = Lesbare Datei, bekanntes Profil, lesbare Werte
incoming-rules = Geschäftsregeln
incoming-rules-about = EN 16931, bei XRechnung auch deren Regeln
incoming-content = Inhalt
incoming-content-about = Pflichtangaben nach § 14 UStG, Prüfziffern, Rundung
incoming-without-number = Ohne Nummer
incoming-original = Original herunterladen
incoming-file-title = Datei
incoming-unchanged = unverändert aufbewahrt
incoming-kind-pdf = PDF mit eingebetteter E-Rechnung
incoming-kind-xml = XML
incoming-credit-note = Gutschrift
incoming-preceding = Zu Rechnung
incoming-seller-vat-id = USt-IdNr.
incoming-seller-tax-number = Steuernummer
incoming-buyer-vat-id = Ihre USt-IdNr.
incoming-hidden-lines =
    { $count ->
        [one] Eine weitere Position steht in der Datei.
       *[other] { $count } weitere Positionen stehen in der Datei.
    }
incoming-price-base = Preis je { $quantity }
incoming-rounding = Rundung
incoming-payable = Zahlbetrag
incoming-attachment = Anlage: { $name }
incoming-skonto = { $percent } % Skonto innerhalb von { $days } Tagen
incoming-account-name = Kontoinhaber
incoming-means = Zahlungsart
incoming-mandate = Mandatsreferenz
incoming-debited = Abbuchung von
incoming-card = Karte
notice-incoming-received = Rechnung angenommen und geprüft
notice-incoming-known = Diese Datei war schon da
problem-not-xml = Die Datei ist weder ein PDF noch wohlgeformtes XML.
problem-has-entities = Die Datei enthält eine Dokumenttyp-Deklaration oder eigene Entitäten. Rechnungen dürfen das nicht haben.
problem-file-too-complex = Die Datei ist zu tief verschachtelt oder entpackt zu groß.
problem-not-an-invoice = Die Datei ist XML, aber keine E-Rechnung (UBL oder CII).
problem-broken-pdf = Das PDF ist beschädigt oder verschlüsselt.
problem-no-invoice-inside = Das PDF enthält keine E-Rechnung. Bitte fordern Sie eine XRechnung oder ein ZUGFeRD-PDF an.

# Operations
room-operations = Betrieb
operations-look-again = Aktualisieren
operations-queues = Warteschlangen
operations-queue = Warteschlange
operations-state = Zustand
operations-waiting = Wartet
operations-running = Läuft
operations-scheduled = Geplant
operations-failed = Gescheitert
operations-in-hour = Letzte Stunde
operations-in-day = 24 Stunden
operations-action = Anhalten oder fortsetzen
operations-paused = Angehalten
operations-late = Es staut sich
operations-waits = Wartet
operations-at-work = Arbeitet
operations-quiet = Nichts zu tun
operations-oldest = ältester Auftrag seit { $age }
operations-pause = Anhalten
operations-resume = Fortsetzen
operations-failures = Was nicht geklappt hat
operations-no-failures = Nichts ist gescheitert.
operations-no-reason = Der Grund ist nicht bekannt.
operations-retry = Noch einmal
operations-retry-all = Alle noch einmal
age-seconds = { $count } s
age-minutes = { $count } min
age-hours = { $count } h
age-days = { $count } Tage
queue-documents = Dokumente
queue-mail = E-Mails
queue-archive = Archivprüfung
queue-webhooks = Webhooks
queue-billing = Monatslauf
queue-notifications = Benachrichtigungen
queue-other = { $event }
queue-about-documents = PDF und XRechnung ausgestellter Rechnungen
queue-about-mail = Versand an Kunden und an Sie
queue-about-archive = Vergleich aller Dateien mit ihrer Prüfsumme
queue-about-webhooks = Meldungen an andere Programme
queue-about-billing = Rechnungen aus offenen Posten
queue-about-notifications = Sofortmeldungen und die Zusammenfassung um 7 Uhr
archive-title = Archiv
archive-about = Jede gespeicherte Rechnung und jede Eingangsrechnung wird neu gelesen und mit der Prüfsumme (SHA-256) vom Tag der Ablage verglichen.
archive-check-now = Archiv prüfen
archive-never-checked = Das Archiv wurde noch nicht geprüft.
archive-under-way = Die Prüfung läuft. Bisher angesehen: { $count } Dateien.
archive-fine = Alles unverändert: { $count } Dateien.
archive-damaged = { $missing } fehlen, { $changed } sind verändert, { $fine } sind in Ordnung. Holen Sie die betroffenen Dateien aus der Datensicherung.
archive-check-failed = Die Prüfung kam nicht zum Ende.
archive-file-missing = Fehlt
archive-file-changed = Verändert
archive-more = und { $count } weitere
activity-archive-damaged = Im Archiv fehlen Dateien oder sind verändert
notice-retried = Beginnt von vorn
notice-queue-paused = Angehalten
notice-queue-resumed = Läuft weiter
notice-check-ordered = Die Prüfung beginnt
# Weitere Angaben einer Rechnung.
field-scheme = Schema
group-payment = Zahlungsart
payment-means = Zahlungsart
payment-means-agreed = Wie vereinbart
payment-means-58 = SEPA-Überweisung
payment-means-30 = Überweisung
payment-means-59 = SEPA-Lastschrift
payment-means-48 = Kartenzahlung
payment-means-54 = Kreditkarte
payment-means-55 = Debitkarte
payment-means-10 = Bar
payment-text = Zahlungsart in Worten
payment-remittance = Verwendungszweck
payment-remittance-hint = Leer: die Rechnungsnummer.
payment-mandate = Mandatsreferenz
payment-mandate-hint = Für die Lastschrift. Leer: die des Kunden.
payment-debited-account = IBAN des Zahlers
payment-card-number = Karte
payment-card-number-hint = Nur die letzten vier bis sechs Ziffern.
payment-card-holder = Karteninhaber
group-delivery = Lieferadresse
delivery-name = Empfänger der Lieferung
delivery-country-customer = Wie beim Kunden
delivery-date = Lieferdatum
delivery-location = Standortkennung
group-tax = Währung und Steuer
invoice-currency = Währung
tax-currency = Umsatzsteuer auch in
tax-currency-none = Keine weitere Währung
tax-exchange-rate = Umrechnungskurs
tax-amount = Steuerbetrag
tax-point-date = Steuerzeitpunkt
tax-point-code = Oder bei
tax-point-none = Keine Angabe
tax-point-issue = Rechnungsstellung
tax-point-delivery = Lieferung
tax-point-payment = Zahlung
tax-category-o = nicht steuerbar
exemption-category = Eigener Hinweis, wenn
exemption-reason = Befreiungsgrund
exemption-code = VATEX-Code
reference-despatch = Lieferscheinnummer
reference-receiving = Wareneingangsnummer
reference-sales-order = Auftragsnummer
reference-tender = Vergabenummer oder Los
reference-accounting = Kostenstelle des Kunden
reference-object = Objektkennung
preceding-number = Vorausgegangene Rechnung
preceding-date = Vom
group-notes = Weitere Bemerkungen
note-text = Bemerkung
note-subject = Themencode
group-payee = Abweichender Zahlungsempfänger
payee-name = Name
payee-identifier = Kennung
payee-registration = Registernummer
group-kind = Art und Form
invoice-kind = Art
invoice-kind-invoice = Rechnung
invoice-kind-partial = Teilrechnung
documents-usual = Wie beim Kunden
xml-syntax = XRechnung als
xml-syntax-ubl = UBL
xml-syntax-cii = CII
pdf-profile = ZUGFeRD-Profil
pdf-profile-en16931 = EN 16931
pdf-profile-xrechnung = XRECHNUNG
editor-attach = Dateien anhängen
editor-attachments = { $count ->
    [one] 1 Anlage
   *[other] { $count } Anlagen
}
attachments-title = Anlagen
attachments-there = Angehängt
attachments-there-why = Geht mit der Rechnung zum Kunden: in der XRechnung und in der PDF-Datei.
attachments-add = Anhängen
attachments-add-why = Eine Datei oder ein Link. Höchstens 5 MB je Datei, 15 MB zusammen.
attachments-file = Datei
attachments-file-hint = PDF, PNG, JPEG, CSV, XLSX oder ODS.
attachments-link = Link
attachments-description = Beschreibung
attachments-reference = Kennung
attachments-remove = { $name } entfernen
line-details-title = Position { $position }: { $name }
line-item = Artikel
line-item-why = Nummern, an denen beide Seiten den Artikel erkennen.
line-seller-item = Eigene Artikelnummer
line-buyer-item = Artikelnummer des Kunden
line-standard-item = GTIN
line-standard-scheme = Schema der GTIN
line-origin = Ursprungsland
line-origin-none = Keine Angabe
line-price-part = Preis
line-price-part-why = Listenpreis, Preisbasis und Nachlässe mit eigenem Grund.
line-base-quantity = Preis gilt für (Menge)
line-gross-price = Listenpreis
line-price-discount = Nachlass auf den Listenpreis
line-reason-code = Code des Grundes
line-adjustment-base = Grundbetrag
line-attributes = Eigenschaften
line-attributes-why = Farbe, Größe, Seriennummer und Einordnung in Kataloge.
line-attribute-name = Eigenschaft
line-attribute-value = Wert
line-class-code = Klassifizierung
line-class-scheme = Schema
line-class-version = Version
line-references = Bezüge
line-references-why = Was der Kunde zum Zuordnen braucht.
line-order-line = Position der Bestellung
line-note = Bemerkung zur Position
settings-more-accounts = Weitere Konten
settings-more-accounts-why = Stehen unter dem ersten auf jeder Rechnung, die überwiesen wird.
settings-direct-debit = Lastschrift
settings-direct-debit-why = Nötig, um Rechnungen per SEPA-Lastschrift einzuziehen.
bank-creditor-id = Gläubiger-Identifikationsnummer
customer-agreements = Lastschrift, Mahnung und Format
customer-agreements-why = Gilt für alle Rechnungen, auf denen nichts anderes gewählt ist.
customer-direct-debit = Rechnungen per SEPA-Lastschrift einziehen
# Recurring invoices
queue-recurring = Serien
queue-about-recurring = Wiederkehrende Rechnungen, um 6 Uhr an ihrem Tag
room-recurring = Serien
action-as-series = Als Vorlage für Serie
recurring-new = Neue Serie
recurring-edit = Serie bearbeiten
recurring-first = Erste Serie anlegen
recurring-none = Noch keine Serie
recurring-none-text = Was Sie jeden Monat berechnen, schreiben Sie einmal. Jeder Zeitraum bekommt genau eine Rechnung.
recurring-no-match = Keine Serie passt
recurring-no-match-text = Zu dieser Suche und diesem Filter gibt es nichts.
recurring-all = Alle Serien zeigen
recurring-search = Name, Kunde
recurring-name = Name der Serie
recurring-name-hint = Nur für Sie. Sonst gilt der Text der ersten Position.
recurring-rhythm = Rhythmus
recurring-how-often = Wie oft
recurring-next = Nächste Rechnung
recurring-last = Letztes Ergebnis
recurring-card = { $customer } · am { $date }
recurring-start = Erste Rechnung am
recurring-day = Danach immer
recurring-same-day = am selben Tag
recurring-month-end = am Monatsletzten
recurring-covers = Leistungszeitraum
recurring-covers-hint = Der Zeitraum steht auf der Rechnung und füllt die Platzhalter.
recurring-end = Letzte Rechnung bis
recurring-endless = ohne Ende
recurring-count = Anzahl
recurring-made = Bisher erstellt
recurring-made-of = { $made } von { $most }
recurring-handling = Was mit jeder Rechnung geschieht
recurring-sheet = Vorlage
recurring-places = Diese Wörter füllt jede Rechnung mit ihrem Zeitraum, in der Sprache des Kunden:
recurring-note-hint = Steht unter den Positionen jeder Rechnung.
recurring-facts = Serie
recurring-ahead = Nächste Rechnungen
recurring-ahead-paused = So ginge es weiter:
recurring-nothing-ahead = Es kommt keine Rechnung mehr.
recurring-for-period = für { $period }
recurring-runs = Bisherige Zeiträume
recurring-no-runs = Noch wurde keine Rechnung erstellt.
recurring-run-tries = { $period }, { $count } Versuche: { $reason }
recurring-more = Weitere Aktionen
recurring-pause = Pausieren
recurring-resume = Fortsetzen
recurring-resume-text = Die Serie geht mit der nächsten Rechnung weiter.
recurring-resume-missed = Inzwischen verpasst
recurring-catch-up =
    { $count ->
        [one] Eine Rechnung nachholen
       *[other] { $count } Rechnungen nachholen
    }
recurring-catch-up-why = Je Zeitraum eine, höchstens { $limit } am Tag.
recurring-skip = Auslassen
recurring-skip-why = Für die verpassten Zeiträume entsteht keine Rechnung.
recurring-finish = Serie beenden
recurring-finish-text = „{ $name }“ erstellt danach keine Rechnung mehr und lässt sich nicht fortsetzen. Die bisherigen Rechnungen bleiben.
recurring-run = Jetzt ausführen
recurring-run-one = Die Rechnung für { $period } entsteht jetzt.
recurring-run-missed = { $count } fällige Rechnungen entstehen jetzt.
recurring-mend = Beheben
recurring-stopped-title = Nach drei Fehlversuchen pausiert:
recurring-failing-title =
    { $count ->
        [one] Ein Fehlversuch:
       *[other] { $count } Fehlversuche:
    }
recurring-missed =
    { $count ->
        [one] Eine Rechnung ist fällig.
       *[other] { $count } Rechnungen sind fällig.
    }
recurring-missed-text = Sie entstehen mit dem nächsten Lauf um 6 Uhr, oder jetzt.
series-active = Aktiv
series-paused = Pausiert
series-stopped = Angehalten
series-failing = Fehlversuch
series-finished = Beendet
frequency-weekly = Wöchentlich
frequency-monthly = Monatlich
frequency-quarterly = Vierteljährlich
frequency-half-yearly = Halbjährlich
frequency-yearly = Jährlich
covers-ahead = im Voraus, ab dem Rechnungstag
covers-behind = rückwirkend, bis zum Vortag
covers-calendar = der Kalenderzeitraum des Rechnungstags
handling-draft = Als Entwurf ablegen
handling-draft-why = Sie prüfen und stellen selbst aus.
handling-issue = Ausstellen
handling-issue-why = Mit Nummer und Dokumenten, ohne E-Mail.
handling-issue-and-send = Ausstellen und senden
handling-issue-and-send-why = Mit PDF und Link an die Rechnungs-E-Mail des Kunden.
outcome-discarded = Entwurf verworfen
outcome-drafted = Entwurf angelegt
outcome-issued = { $number } ausgestellt
outcome-sent = { $number } gesendet
outcome-failed = Nicht erstellt
refusal-gate-findings = Es fehlen Pflichtangaben.
refusal-negative-total = Der Betrag wäre negativ.
refusal-no-billing-email = Der Kunde hat keine Rechnungs-E-Mail.
refusal-out-of-range = Die Beträge sind zu groß.
refusal-broken = Hier ist etwas schiefgegangen. Wir sehen es im Protokoll.
problem-unknown-placeholder = Diesen Platzhalter gibt es nicht. Erlaubt sind zum Beispiel {"{Monat}"}, {"{Jahr}"} und {"{Zeitraum}"}.
problem-set-by-period = Das bestimmt der Zeitraum der Serie.
problem-not-on-anchor-day = Der Beginn passt nicht zum gewählten Tag des Monats.
problem-too-many-missed = Das wären mehr als { $limit } Rechnungen auf einmal. Bitte später beginnen.
problem-period-invoiced = Dieser Zeitraum ist schon berechnet. Bitte danach beginnen.
problem-negative-total = Der Betrag wäre negativ.
problem-no-billing-email = Der Kunde hat keine Rechnungs-E-Mail.
notice-series-saved = Serie gespeichert
notice-series-paused = Serie pausiert
notice-series-resumed = Serie geht weiter
notice-series-finished = Serie beendet
notice-series-ran = Rechnung erstellt
notice-series-nothing-due = Es war nichts fällig
notice-series-inactive = Die Serie ist pausiert oder beendet
notice-series-refused = Die Rechnung konnte nicht erstellt werden
api-series-inactive = Die Serie ist pausiert oder beendet.
api-series-refused = Die Serie konnte ihre Rechnung nicht erstellen.
activity-recurring-invoiced = Serie hat { $number } für { $customer } erstellt
activity-recurring-failed = Eine Serie konnte ihre Rechnung nicht erstellen
activity-recurring-stopped = Eine Serie ist nach drei Fehlversuchen pausiert
activity-recurring-finished = Eine Serie hat ihre letzte Rechnung erstellt
history-recurring-invoiced = Von einer Serie erstellt
# Dashboard: webhooks
room-webhooks = Webhooks
webhook-add = Webhook hinzufügen
webhook-new = Neuer Webhook
webhook-edit = Webhook bearbeiten
webhooks-empty-title = Andere Programme auf dem Laufenden halten
webhooks-empty-text = Ein Webhook meldet Ihrem Shop, Ihrer Warenwirtschaft oder Buchhaltung sofort, wenn eine Rechnung ausgestellt, angesehen oder bezahlt wird. Jede Meldung ist signiert und wird bei Störungen wiederholt.
webhooks-docs = Beschreibung der API
webhook-url = Adresse
webhook-url-hint = Öffentlich erreichbar, am besten mit https. Weiterleitungen werden nicht befolgt.
webhook-target = Wohin
webhook-target-why = An diese Adresse geht jede Meldung als POST mit JSON, signiert nach „Standard Webhooks“.
webhook-events = Ereignisse
webhook-events-why = Was gemeldet wird. Empfänger sollten unbekannte Ereignisse übergehen.
webhook-scope = Welche Ereignisse?
webhook-scope-all = Alle Ereignisse
webhook-scope-all-why = Auch solche, die später dazukommen.
webhook-scope-some = Nur ausgewählte
webhook-scope-some-why = Kreuzen Sie unten an, was gemeldet werden soll.
webhook-none-chosen = Wählen Sie mindestens ein Ereignis aus.
webhook-all-events = Alle
webhook-some-events = { $count } Ereignisse
webhook-group-invoice = Rechnungen
webhook-group-payment = Zahlungen
webhook-group-customer = Kunden
webhook-group-recurring = Serien
webhook-topic-invoice-created = Angelegt
webhook-topic-invoice-issued = Ausgestellt
webhook-topic-invoice-sent = Gesendet
webhook-topic-invoice-viewed = Vom Kunden angesehen
webhook-topic-invoice-payment-reported = Zahlung vom Kunden gemeldet
webhook-topic-invoice-paid = Bezahlt
webhook-topic-invoice-overdue = Überfällig
webhook-topic-invoice-cancelled = Storniert
webhook-topic-payment-recorded = Erfasst
webhook-topic-payment-accepted = Meldung angenommen
webhook-topic-payment-rejected = Meldung abgelehnt
webhook-topic-customer-created = Angelegt
webhook-topic-customer-updated = Geändert
webhook-topic-recurring-created = Angelegt
webhook-topic-recurring-updated = Geändert
webhook-topic-recurring-invoice-created = Rechnung erstellt
webhook-topic-recurring-failed = Rechnung gescheitert
webhook-topic-recurring-paused = Pausiert
webhook-topic-recurring-resumed = Geht weiter
webhook-topic-recurring-finished = Beendet
webhook-status = Status
webhook-last = Letztes Ereignis
webhook-active = Aktiv
webhook-failing = Schlägt fehl
webhook-off = Ausgeschaltet
webhook-off-failing = Abgeschaltet
webhook-off-text = Dieser Webhook ist ausgeschaltet. Was jetzt geschieht, wird nicht gemeldet.
webhook-off-failing-text = Drei Tage lang ist keine Zustellung gelungen, deshalb wurde dieser Webhook abgeschaltet.
webhook-switch-on = Einschalten
webhook-switch-off = Ausschalten
webhook-switch-off-question = Nichts mehr an diese Adresse melden? Was in der Zwischenzeit geschieht, wird auch später nicht gemeldet.
webhook-delete = Löschen
webhook-delete-question = Diesen Webhook mit seinem Protokoll löschen? Das lässt sich nicht rückgängig machen.
webhook-rotate = Secret erneuern
webhook-rotate-question = Ein neues Secret erzeugen? Das bisherige gilt noch 24 Stunden daneben, damit Sie den Empfänger umstellen können.
webhook-secret = Secret
webhook-secret-why = Mit dem Secret prüft der Empfänger, dass eine Meldung von hier kommt.
webhook-secret-made = Das Secret ist erzeugt
webhook-secret-once = Kopieren Sie es jetzt: Es wird nur dieses eine Mal gezeigt.
webhook-previous-until = Bisheriges Secret gilt bis
webhook-failing-since = Ohne Erfolg seit
webhook-created = Angelegt
webhook-data = Angaben
webhook-test = Test senden
webhook-log = Zustellungen
webhook-log-all = Alle
webhook-log-filter = Zustellungen filtern
webhook-log-empty = Noch keine Zustellung. „Test senden“ schickt eine.
webhook-pending = Unterwegs
webhook-succeeded = Zugestellt
webhook-failed = Fehlgeschlagen
webhook-tries =
    { $count ->
        [0] noch kein Versuch
        [one] 1 Versuch
       *[other] { $count } Versuche
    }
webhook-delivery = Ereignis
webhook-happened = Geschehen
webhook-next = Nächster Versuch
webhook-on-its-way = Die Zustellung ist unterwegs
webhook-reload = neu laden
webhook-redeliver = Erneut zustellen
webhook-attempts = Versuche
webhook-no-attempts = Noch kein Versuch.
webhook-request = Anfrage
webhook-body = Inhalt der Anfrage
webhook-answer = Antwort
webhook-no-answer = Keine Antwort.
webhook-redirected = HTTP { $status }, Weiterleitung nicht befolgt
webhook-error-refused = Adresse nicht öffentlich
webhook-error-timed-out = Keine Antwort in 15 Sekunden
webhook-error-not-connected = Keine Verbindung
webhook-error-broken-off = Verbindung abgebrochen
webhook-error-not-tried = Nicht versucht
notice-webhook-secret-made = Neues Secret erzeugt
notice-webhook-on = Webhook eingeschaltet
notice-webhook-off = Webhook ausgeschaltet
notice-webhook-tested = Test wird gesendet
notice-webhook-redelivered = Wird erneut zugestellt
activity-webhook-switched-off = Ein Webhook wurde abgeschaltet, weil drei Tage lang keine Zustellung gelang

# How people are told
notifications-read = Als gelesen markieren
notifications-choose = Einstellen
notifications-settings = Wovon Sie erfahren
notifications-settings-why = E-Mails gehen an { $email }. Die Zusammenfassung kommt um 7 Uhr, und nur, wenn etwas geschehen ist.
notify-payment-confirmed = Ein Kunde hat eine Zahlung bestätigt
notify-payment-reported = Ein Kunde hat eine Zahlung gemeldet
notify-mail-failed = Eine E-Mail kam nicht an
notify-invoice-documents-failed = PDF und XRechnung ließen sich nicht erzeugen
notify-archive-damaged = Im Archiv fehlt etwas
notify-mail-bounced = Eine E-Mail kam vom Empfänger zurück
notify-invoice-overdue = Eine Rechnung ist überfällig geworden
notify-recurring-failed = Eine Serie konnte ihre Rechnung nicht erstellen
notify-recurring-stopped = Eine Serie wurde nach drei Fehlversuchen pausiert
notify-billing-run-with-failures = Der Monatslauf konnte nicht jeden Kunden abrechnen
notify-billing-run-failed = Der Monatslauf wurde abgebrochen
notify-webhook-switched-off = Ein Webhook wurde abgeschaltet
notify-other = Alles andere
channel-app = Nur hier zeigen
channel-mail = Hier und sofort per E-Mail
channel-digest = Hier und in der täglichen Zusammenfassung
channel-off = Gar nicht
notice-one-read = Gelesen
mail-digest-subject =
    { $count ->
        [one] Eine Meldung bis zum { $date }
       *[other] { $count } Meldungen bis zum { $date }
    }
mail-digest-intro = das ist bei { $organization } seit der letzten Zusammenfassung geschehen:
mail-digest-more =
    { $count ->
        [one] Und eine weitere Meldung.
       *[other] Und { $count } weitere Meldungen.
    }
mail-notice-intro = bei { $organization } ist etwas geschehen:
mail-notice-button = Benachrichtigungen öffnen
mail-notice-why = Sie bekommen diese E-Mail, weil Sie es so eingestellt haben. Ändern können Sie das hier: { $url }

# Audit log
room-audit = Protokoll
audit-when = Wann
audit-who = Wer
audit-what = Was
audit-thing = Woran
audit-detail = Angaben
audit-address = Adresse
audit-search = Suchen
audit-search-hint = Nummer, Name, Angabe
audit-group = Art
audit-person = Von wem
audit-from = Von
audit-until = Bis
audit-any-group = Alles
audit-anybody = Alle
audit-group-invoices = Rechnungen
audit-group-payments = Zahlungen
audit-group-mails = E-Mails
audit-group-customers = Kunden
audit-group-incoming = Eingang
audit-group-settings = Einstellungen
audit-group-access = Zugang
audit-group-automation = Abläufe
audit-group-operations = Betrieb
audit-by-user = Person
audit-by-api-key = API-Schlüssel
audit-by-portal = Kunde über Link
audit-by-system = RechnungsWerk
audit-about = Nur zu { $thing }.
audit-all-things = Alles zeigen
audit-none = Kein Eintrag
audit-none-text = Zu dieser Suche steht nichts im Protokoll.
audit-all = Ganzes Protokoll zeigen
audit-export = Als CSV
audit-newest = Neueste
audit-older = Ältere
audit-customer-created = Kunde angelegt
audit-customer-changed = Kunde geändert
audit-invoice-discarded = Entwurf verworfen
audit-organization-created = Organisation angelegt
audit-settings-company-changed = Firmendaten geändert
audit-settings-bank-changed = Bankverbindung geändert
audit-settings-portal-changed = Portal und Erscheinungsbild geändert
audit-settings-logo-changed = Logo geändert
audit-settings-numbering-changed = Nummernkreise geändert
audit-api-key-created = API-Schlüssel angelegt
audit-api-key-revoked = API-Schlüssel widerrufen
audit-user-password-changed = Passwort geändert
audit-user-password-reset-requested = Neues Passwort angefordert
audit-incoming-received = Eingangsrechnung angenommen
audit-archive-check-ordered = Archivprüfung angestoßen
audit-archive-checked = Archiv geprüft (in Ordnung / fehlt / verändert)
audit-archive-check-failed = Archivprüfung gescheitert
audit-queue-paused = Warteschlange angehalten
audit-queue-resumed = Warteschlange fortgesetzt
audit-work-retried = Gescheitertes noch einmal begonnen
audit-invoice-document-linked = Befristeter Link zu einem Dokument erzeugt
audit-billing-event-created = Posten erfasst
audit-billing-event-changed = Posten geändert
audit-billing-event-deleted = Posten gelöscht
audit-billing-run-started = Monatslauf begonnen
audit-billing-run-done = Monatslauf fertig (abgerechnet / Kunden)
audit-billing-run-failed = Monatslauf abgebrochen
audit-recurring-created = Serie angelegt
audit-recurring-changed = Serie geändert
audit-recurring-paused = Serie pausiert
audit-recurring-resumed = Serie fortgesetzt
audit-recurring-finished = Serie beendet
audit-recurring-failed = Serie konnte ihre Rechnung nicht erstellen
audit-recurring-stopped = Serie nach drei Fehlversuchen pausiert
audit-webhook-created = Webhook angelegt
audit-webhook-changed = Webhook geändert
audit-webhook-deleted = Webhook gelöscht
audit-webhook-redelivered = Webhook erneut zugestellt
audit-webhook-secret-rotated = Secret eines Webhooks erneuert
audit-webhook-switched-on = Webhook eingeschaltet
audit-webhook-switched-off = Webhook ausgeschaltet

# Mailings
queue-mailings = Sammelversand
queue-about-mailings = Alle ungesendeten Rechnungen auf einmal
mailing-new = Alle ungesendeten senden
mailing-title = Sammelversand
mailing-none = Alles ist gesendet oder unterwegs
mailing-none-text = Sobald eine Rechnung ausgestellt und noch nicht gesendet ist, können Sie sie hier mit allen anderen senden.
mailing-to-invoices = Zu den Rechnungen
mailing-under-way = Ein Sammelversand läuft gerade.
mailing-watch = Ansehen
mailing-question =
    { $count ->
        [one] Eine Rechnung wurde noch nie gesendet.
       *[other] { $count } Rechnungen wurden noch nie gesendet.
    }
mailing-how = Jede geht mit PDF und Link an die Rechnungs-E-Mail ihres Kunden, einmal. Sie können die Seite verlassen, während gesendet wird.
mailing-nobody = Keine der ungesendeten Rechnungen kann gemailt werden.
mailing-start =
    { $count ->
        [one] Eine Rechnung jetzt senden
       *[other] { $count } Rechnungen jetzt senden
    }
mailing-without-email =
    { $count ->
        [one] Bei einer Rechnung fehlt die Rechnungs-E-Mail des Kunden
       *[other] Bei { $count } Rechnungen fehlt die Rechnungs-E-Mail des Kunden
    }
mailing-add-email = E-Mail eintragen
mailing-more = und { $count } weitere
mailing-running = Wird gesendet
mailing-done = Gesendet
mailing-with-failures = Nicht alles gesendet
mailing-stopped = Abgebrochen
mailing-gave-up = Der Versand wurde abgebrochen: { $reason }. Was noch fehlt, senden Sie mit einem neuen.
mailing-progress = { $done } von { $all } erledigt, { $sent } vom Mailserver angenommen
mailing-no-rows = Keine Rechnung
mailing-no-rows-text = In diesem Zustand ist keine.
mailing-to = An
mailing-chip-all = Alle
mailing-pending = Wartet
mailing-underway = Unterwegs
mailing-sent = Gesendet
mailing-failed = Nicht zugestellt
mailing-skipped = Ausgelassen
mailing-reason-no-email = Die Rechnungs-E-Mail des Kunden fehlt.
mailing-reason-sent-meanwhile = Sie wurde inzwischen gesendet oder bezahlt.
mailing-reason-error = Hier ist etwas schiefgegangen. Wir sehen es im Protokoll.
notice-mailing-started = Die Rechnungen werden gesendet
notice-nothing-unsent = Es ist nichts zu senden
api-nothing-unsent = Alle Rechnungen sind gesendet oder unterwegs.
audit-mailing-started = Sammelversand begonnen

# Dunning
room-dunning = Mahnwesen
dunning-reminder = Zahlungserinnerung
dunning-first = 1. Mahnung
dunning-second = 2. Mahnung
dunning-none = Nichts ist überfällig
dunning-none-text = Hier steht jede Rechnung, deren Fälligkeit vorbei ist, mit dem nächsten Schreiben.
dunning-no-match = Keine Rechnung passt
dunning-chip-due = Jetzt fällig
dunning-chip-later = Später
dunning-chip-held = Angehalten
dunning-chip-done = Alle Stufen versendet
dunning-last = Letztes Schreiben
dunning-next = Nächstes Schreiben
dunning-done = Alle Stufen versendet
dunning-due-now = jetzt
dunning-on = am { $date }
dunning-days-late =
    { $days ->
        [one] seit einem Tag
       *[other] seit { $days } Tagen
    }
dunning-hold-stopped = Kunde erhält keine Mahnungen
dunning-hold-review = Gemeldete Zahlung wartet auf Prüfung
dunning-hold-paused = Pausiert bis { $date }
dunning-hold-reported = Zahlung gemeldet, Pause bis { $date }
dunning-hold-no-email = Kunde hat keine Rechnungs-E-Mail
dunning-next-run = Was fällig ist, geht von selbst hinaus. Nächster Lauf am { $date } um { $time } Uhr.
dunning-by-hand = Schreiben gehen nur hinaus, wenn Sie sie senden.
dunning-switch-on = Automatisch mahnen
dunning-send = Senden
dunning-send-next = Nächstes Schreiben senden
dunning-send-level = { $level } senden
dunning-send-due =
    { $count ->
        [one] Ein fälliges senden
       *[other] { $count } fällige senden
    }
dunning-send-due-text =
    { $count ->
        [one] Ein fälliges Schreiben geht jetzt per E-Mail hinaus.
       *[other] { $count } fällige Schreiben gehen jetzt per E-Mail hinaus.
    }
dunning-letter = Schreiben, wie der Kunde es liest
dunning-as-text = Als reiner Text
dunning-invoice = Rechnung
dunning-open = Ansehen
dunning-history = Mahnungen
dunning-no-letters = Noch kein Schreiben versendet.
dunning-notice = { $total } bis { $until }
dunning-asked-for = Gefordert
dunning-on-top = Mahnkosten und Zinsen kommen zur Rechnung hinzu. Ihr Betrag ändert sich dadurch nicht.
dunning-all-sent = Alle Stufen sind versendet
dunning-all-sent-text = Mehr schreibt RechnungsWerk nicht. Als Nächstes bleibt ein Anruf, das gerichtliche Mahnverfahren oder die Ausbuchung.
dunning-not-overdue = Nichts zu mahnen
dunning-not-overdue-text = Die Rechnung ist bezahlt, storniert oder noch nicht fällig.
dunning-by-plan = { $level } ist nach Plan am { $date } dran. Sie können sie vorher senden.
dunning-sent-today = Heute ist schon ein Schreiben hinausgegangen. Das nächste ist am { $date } dran.
dunning-pause = Pausieren
dunning-resume = Fortsetzen
dunning-pause-text = Bis zu diesem Tag geht zu dieser Rechnung nichts hinaus, auch nicht von Hand.
dunning-pause-until = Pausieren bis einschließlich
dunning-pause-reason = Grund
dunning-pause-reason-hint = Nur für Sie, zum Beispiel eine Reklamation.
dunning-fees = Mahnkosten
dunning-lump-sum = Verzugspauschale (§ 288 Abs. 5 BGB)
dunning-interest = Verzugszinsen
dunning-interest-at = Verzugszinsen { $rate } % vom { $from } bis { $until }
dunning-interest-from = Verzugszinsen vom { $from } bis { $until }
dunning-total = Gesamtforderung
dunning-pay-until = Zahlbar bis
dunning-crossed = Hat sich Ihre Zahlung mit diesem Schreiben überschnitten, betrachten Sie es bitte als gegenstandslos.
dunning-subject-reminder = Zahlungserinnerung zur Rechnung { $number }
dunning-body-reminder =
    sicher ist es Ihnen nur entgangen: Unsere Rechnung { $number } war am { $due } fällig, und { $amount } sind noch offen.

    Bitte überweisen Sie den Betrag bis zum { $until }.
dunning-subject-first = 1. Mahnung zur Rechnung { $number }
dunning-body-first =
    unsere Rechnung { $number } ist seit { $days } Tagen fällig, und wir konnten keinen Zahlungseingang feststellen.

    Bitte überweisen Sie { $total } bis zum { $until }. Wenn etwas nicht stimmt, antworten Sie einfach auf diese E-Mail.
dunning-subject-second = 2. Mahnung zur Rechnung { $number }
dunning-body-second =
    trotz unserer Mahnung ist die Rechnung { $number } seit { $days } Tagen fällig und nicht bezahlt.

    Wir fordern Sie auf, { $total } bis zum { $until } zu überweisen. Danach behalten wir uns gerichtliche Schritte vor.
portal-dunning-reminder = Zahlungserinnerung vom { $date }: bitte bis { $until } zahlen
portal-dunning-first = 1. Mahnung vom { $date }: bitte bis { $until } zahlen
portal-dunning-second = 2. Mahnung vom { $date }: bitte bis { $until } zahlen
portal-dunning-charges = Zur Rechnung kommen hinzu: { $charges }. Zusammen { $total }
settings-dunning = Mahnwesen
dunning-automatic = Ablauf
dunning-automatic-why = Jede Stufe geht einmal hinaus, der Reihe nach und höchstens eine am Tag. Wer eine Zahlung meldet, wird 7 Tage nicht gemahnt.
dunning-automatic-label = Automatisch mahnen
dunning-automatic-hint = Jeden Morgen um 6 Uhr, zum ersten Mal morgen. Bis dahin zeigt das Mahnwesen, was hinausginge.
dunning-pay-within = Neue Frist in Tagen
dunning-pay-within-hint = So lange gibt jedes Schreiben zum Zahlen.
dunning-reminder-why = Freundlich und in der Regel ohne Kosten.
dunning-first-why = Ab hier sind Kosten und Zinsen üblich.
dunning-second-why = Das letzte Schreiben.
dunning-days = Tage nach Fälligkeit
dunning-fee-euro = Mahnkosten in Euro
dunning-ask-interest = Verzugszinsen verlangen
dunning-text = Text
dunning-english = Für Kunden mit englischer Korrespondenz
dunning-places = Platzhalter: { $places }
dunning-interest-why = Basiszinssatz plus 9 Prozentpunkte für Unternehmen, 5 für Verbraucher (§ 288 BGB), taggenau auf den offenen Betrag.
dunning-base-rate = Eigener Basiszinssatz in Prozent
dunning-base-rate-hint = Sonst gilt der veröffentlichte, zuletzt { $rate } % seit { $date }.
dunning-lump-sum-label = Von Unternehmen 40 € Verzugspauschale verlangen
dunning-lump-sum-hint = Ab der 1. Mahnung, anstelle geringerer Mahnkosten (§ 288 Abs. 5 BGB).
customer-kind = Art
customer-consumer = Verbraucher
customer-consumer-hint = Für Verzugszinsen: Verbraucher schulden weniger.
customer-no-dunning = Keine Mahnungen
customer-no-dunning-hint = Auch keine Zahlungserinnerung, weder von selbst noch von Hand.
queue-dunning = Mahnwesen
queue-about-dunning = Schreiben zu überfälligen Rechnungen, um 6 Uhr
notice-dunning-sent = Ist unterwegs
notice-dunning-none-sent = Es war nichts zu senden
notice-dunning-paused = Pausiert
notice-dunning-resumed = Geht weiter
notice-not-overdue = Die Rechnung ist nicht überfällig
notice-dunning-held = Dazu geht gerade nichts hinaus
api-not-overdue = Die Rechnung ist nicht überfällig.
api-dunning-held = Zu dieser Rechnung geht gerade kein Schreiben hinaus.
problem-unknown-letter-place = Diesen Platzhalter gibt es nicht. Erlaubt sind zum Beispiel {"{Nummer}"}, {"{Betrag}"} und {"{Frist}"}.
problem-not-after-previous = Muss nach der Stufe davor liegen.
activity-dunning-reminder = Zahlungserinnerung zu { $number } an { $customer }
activity-dunning-first = 1. Mahnung zu { $number } an { $customer }
activity-dunning-second = 2. Mahnung zu { $number } an { $customer }
history-dunning-reminder = Zahlungserinnerung beauftragt
history-dunning-first = 1. Mahnung beauftragt
history-dunning-second = 2. Mahnung beauftragt
history-dunning-paused = Mahnwesen pausiert
history-dunning-resumed = Mahnwesen fortgesetzt
audit-settings-dunning-changed = Mahnwesen geändert
