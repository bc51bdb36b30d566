# General
pages-of = Seite { $page } von { $pages }

# Mails
mail-greeting = Guten Tag,
mail-greeting-name = Guten Tag { $name },
mail-closing = Bei Fragen antworten Sie einfach auf diese E-Mail.
mail-regards = Vielen Dank und freundliche Grüße
    { $name }
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
mail-invoice-attached = im Anhang finden Sie unsere Rechnung { $number } vom { $date }. Die PDF-Datei enthält auch die E-Rechnung (ZUGFeRD) für Ihre Buchhaltung.
mail-cancellation-subject = Ihre Stornorechnung { $number }
mail-cancellation-attached = im Anhang finden Sie unsere Stornorechnung { $number } vom { $date }.
mail-cancellation-intro = unsere Stornorechnung { $number } vom { $date } liegt für Sie bereit.
mail-portal-intro = unsere Rechnung { $number } vom { $date } liegt für Sie bereit.
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
mail-confirmation-subject = Zahlung bestätigt: Rechnung { $number }
mail-confirmation-intro = { $customer } hat im Portal bestätigt, die Rechnung { $number } bezahlt zu haben.
mail-confirmation-note = Der Kunde schreibt dazu:
mail-confirmation-settled = Die Rechnung gilt damit als bezahlt. Ist kein Geld eingegangen, können Sie die Bestätigung ablehnen; dann ist die Rechnung wieder offen.
mail-confirmation-reported = Die Rechnung bleibt offen, bis Sie die Bestätigung annehmen. Mahnungen ruhen sieben Tage.
mail-confirmation-button = Rechnung öffnen
