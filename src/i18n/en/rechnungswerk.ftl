# JSON API
api-not-found = There is no such thing here.
api-forbidden = You may not do this.
api-unauthenticated = Please send X-API-Key or a session.
api-invalid = Some fields are not right.
api-too-many-requests = Too many requests. Please try again later.
api-unavailable = This is not possible right now. Please try again in a moment.
api-malformed-json = The body is not valid JSON.
api-body-missing = The body is missing: a JSON object is expected.
api-unsupported-media-type = The body must be application/json.
api-body-too-large = The body is larger than 1 MiB.
api-method-not-allowed = There is no such method here.
api-bad-request = The request cannot be understood.
api-internal = Something went wrong here.
api-share-link-not-found = Link not found or expired
api-share-link-expired = Link has expired
api-idempotency-key-in-use = The first request with this Idempotency-Key is still running.
api-idempotency-answer-lost = The request with this Idempotency-Key was carried out, its answer was lost.
api-idempotency-key-reused = Another request came under this Idempotency-Key before.
api-already-paid = Already marked as paid
api-not-a-draft = The invoice is issued already.
api-still-a-draft = The invoice is not issued yet.
api-gate-findings = Mandatory details are still missing.
api-closed = The invoice is cancelled or closed.
api-nothing-to-cancel = Nothing is left to cancel.
api-documents-pending = PDF and XRechnung are being made.
api-link-expired = The link is used or has expired.
api-email-taken = This e-mail address already has an account.
api-last-owner = The last owner cannot leave.
api-customer-in-use = This customer still has invoices.
api-changed-meanwhile = This was changed in the meantime.
api-wrong-type = The value has the wrong type.
api-unknown-field = There is no such field.
api-not-an-object = A JSON object is expected.
api-payment-confirmed = Payment confirmed
api-payment-reported = Payment reported
api-mail-queued = The mail is on its way!

# General
pages-of = Page { $page } of { $pages }

# Dashboard: parts
action-close = Close
action-cancel = Cancel
action-save = Save
action-done = Done
field-optional = (optional)
head-back = Back to { $place }
pager-label = Pages
pager-range = { $first }–{ $last } of { $total }
pager-back = Back
pager-next = Next
time-today = today { $clock }
time-yesterday = yesterday { $clock }
time-yesterday-alone = yesterday
status-draft = Draft
status-open = Open
status-sent = Sent
status-reported = Payment reported
status-partially-paid = Partly paid
status-overdue = Overdue
status-paid = Paid
status-void = Cancelled
status-uncollectible = Uncollectible
status-offset = Offset
role-owner = Owner
role-admin = Admin
role-executive = Executive
role-staff = Staff
role-nothing = Hello, { $name }
role-nothing-text = You are logged in at { $organization }. There are no pages for your role here yet. Ask the owners if you need more.

# Dashboard: frame
frame-skip = Skip to content
frame-navigation = Main navigation
frame-dock = Quick access
frame-search = Search
frame-search-invoices = Search invoices
frame-search-key = Ctrl K
frame-bell =
    { $count ->
        [one] Notifications, one new
       *[other] Notifications, { $count } new
    }
frame-switch = Switch organization
frame-more = More
frame-log-out = Log out
room-overview = Overview
room-invoices = Invoices
room-customers = Customers
room-settings = Settings
room-notifications = Notifications

# Dashboard: problems at a field
problem-required = Please fill this in.
problem-too-long = At most { $limit } characters.
problem-unprintable = The text contains characters that cannot be printed.
problem-not-a-number = Please enter a number, for example 95.50.
problem-negative = The value must not be negative.
problem-too-many-decimals = At most { $limit } decimal places.
problem-out-of-range = The value is outside of what is allowed.
problem-not-a-date = Please enter a date, for example 27.02.2026.
problem-end-before-start = The end is before the start.
problem-not-an-email = This is not a complete e-mail address.
problem-not-an-iban = The check digit is wrong. Please compare the last characters.
problem-not-a-bic = A BIC has 8 or 11 characters.
problem-not-a-vat-id = This is not a valid VAT ID, for example DE123456788.
problem-not-a-creditor-id = This is not a valid creditor identifier.
problem-not-an-attachment = Attachments may be PDF, PNG, JPEG, CSV, XLSX or ODS, with a fitting file extension.
problem-not-a-leitweg-id = The check digit of the Leitweg-ID is wrong.
problem-not-a-country = Please give a country as two letters, for example DE.
problem-not-a-color = Please give a colour, for example #0f766e.
problem-not-a-choice = This is not one of the choices.
problem-not-an-image = Please upload a PNG or JPEG image.
problem-unsuitable-image = This image is interlaced or in the colours of a printing press (CMYK). Please save it as a plain RGB image.
problem-too-many-pixels = The image has too many pixels. Please make it smaller, for example 1000 pixels wide.
problem-file-too-large = The file may have at most { $limit } KB.
problem-weak-password = This password is too easy to guess.
problem-wrong-password = The password is wrong.
problem-unknown = This does not exist.
problem-unreadable = This cannot be read.
problem-no-counter = The format needs a running number, for example {"{NNNNN}"}.
problem-not-a-web-address = This is not a web address. It starts with https:// or http://.
problem-has-credentials = The address must not contain a user name or password.
problem-not-a-public-address = This address cannot be reached publicly.
problem-too-many = No more than { $limit } are possible.

# Dashboard: what just happened
notice-saved = Saved
notice-created = Created
notice-deleted = Deleted
notice-issued = Invoice issued
notice-mail-queued = The e-mail is on its way!
notice-link-revoked = Link revoked
notice-payment-recorded = Payment recorded
notice-confirmation-accepted = Payment accepted
notice-confirmation-rejected = Payment rejected
notice-marked-sent = Marked as sent
notice-cancelled = Cancelled
notice-correction-begun = Cancelled. Change what was wrong and issue the correction
notice-written-off = Marked as uncollectible
notice-discarded = Draft discarded
notice-shared = The link is ready
notice-all-read = All read
notice-key-created = Key created
notice-key-revoked = Key revoked
notice-logo-removed = Logo removed
notice-logged-out = You are logged out
notice-password-changed = Password changed
notice-reset-requested = If the account exists, the e-mail is on its way
notice-welcome = Welcome to RechnungsWerk
notice-findings = Saved. Some details are missing before it can be issued
notice-already-paid = Already marked as paid
notice-not-a-draft = This is no longer a draft
notice-still-a-draft = The invoice is still a draft
notice-gate-findings = Some details are missing
notice-closed = The invoice is already cancelled or closed
notice-nothing-to-cancel = Nothing is left to cancel
notice-documents-pending = PDF and XML are being made
notice-idempotency-key-reused = This request was made before
notice-link-expired = The link has expired
notice-email-taken = This e-mail address already has an account
notice-last-owner = One owner has to stay
notice-customer-in-use = The customer still has invoices
notice-changed-meanwhile = Changed by somebody else in the meantime
notice-invalid = Please check what you entered
notice-not-found = Not found
notice-forbidden = You are not allowed to do this
notice-too-many-requests = Too many tries, please wait a moment
notice-unavailable = Not reachable right now, please try again
notice-nothing-selected = Nothing is selected

# Dashboard: overview
action-all = All
invoice-new = New invoice
customer-unknown = a customer
customer-none = Without customer
invoice-without-number = No number
overview-overdue-banner =
    { $count ->
        [one] One invoice overdue ({ $amount })
       *[other] { $count } invoices overdue ({ $amount })
    }
overview-overdue-link = view
overview-drafts = Drafts
overview-no-drafts = No drafts
overview-next-due = Due next
overview-nothing-due = Nothing is open.
figure-open = Open
figure-overdue = Overdue
figure-collected = Collected
figure-sent = Sent
figure-sent-of = { $sent } of { $all }
figure-invoices =
    { $count ->
        [one] One invoice
       *[other] { $count } invoices
    }
figure-payments =
    { $count ->
        [one] One payment in { $month }
       *[other] { $count } payments in { $month }
    }
figure-unsent = { $count } not sent yet
figure-all-sent = All sent
month-name =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
chart-title = Net revenue in { $currency }
chart-title-thousands = Net revenue in thousand { $currency }
chart-paid = paid
chart-open = open
chart-as-table = As a table
chart-month = Month
chart-paid-in = Paid in { $currency }
chart-open-in = Open in { $currency }
chart-sum-in = Sum in { $currency }
activity-title = Latest activity
activity-none = Nothing has happened yet.
activity-invoice-created = Invoice for { $customer } created
activity-invoice-issued = { $number } issued for { $customer }
activity-invoice-sent = { $number } sent to { $customer }
activity-invoice-marked-sent = { $number } to { $customer } marked as sent
activity-invoice-viewed = { $customer } viewed { $number }
activity-invoice-paid = { $customer } paid { $number }
activity-invoice-overdue = { $number } of { $customer } is overdue
activity-invoice-cancelled = { $number } for { $customer } cancelled
activity-invoice-detached = Attachment of a draft removed
activity-invoice-attached = Attachment added to a draft
activity-invoice-correction-begun = Correction of { $number } for { $customer } begun
activity-invoice-written-off = { $number } of { $customer } is uncollectible
activity-payment-recorded = Payment by { $customer } for { $number }
activity-payment-confirmed = { $customer } confirmed the payment of { $number }
activity-payment-reported = { $customer } reported a payment for { $number }
activity-payment-accepted = Payment by { $customer } for { $number } accepted
activity-payment-carried-over = Payment by { $customer } carried over to { $number }
activity-payment-rejected = Reported payment by { $customer } for { $number } rejected
activity-mail-sent = E-mail sent to { $customer }
activity-mail-delivered = E-mail delivered to { $customer }
activity-mail-opened = { $customer } opened the e-mail about { $number }
activity-mail-failed = E-mail to { $customer } not delivered
activity-mail-bounced = E-mail to { $customer } came back
activity-mail-clicked = { $customer } opened the link to { $number }
activity-customer-created = { $customer } added
activity-invoice-shared = Link to { $number } created
activity-invoice-link-revoked = Link to { $number } revoked
activity-invoice-discarded = Draft for { $customer } discarded
activity-invoice-reopened = { $number } of { $customer } is open again
activity-invoice-documents-made = PDF and XRechnung of { $number } made
activity-invoice-documents-failed = PDF and XRechnung of { $number } could not be made
activity-payment-confirmed-by-customer = { $customer } confirmed the payment of { $number }
activity-customer-changed = { $customer } changed
activity-mail-queued = E-mail to { $customer } queued
activity-mail-resent = E-mail sent to { $customer } again
activity-other = { $number }: { $event }

# Dashboard: first steps
empty-title = No invoice yet
empty-text =
    { $count ->
        [one] One step left before issuing. You can start writing right away.
       *[other] { $count } steps left before issuing. You can start writing right away.
    }
step-company = Enter your company
step-company-why = Stands as the sender on every invoice.
step-company-action = Enter
step-company-done = Company entered
step-bank = Add your bank account
step-bank-why = Appears on the invoice and in the GiroCode.
step-bank-action = Add
step-bank-done = Bank account added
step-customer = Add your first customer
step-customer-why = Name and address are enough.
step-customer-action = Add
step-customer-done = Customer added
step-invoice = Issue your first invoice
step-invoice-why = With a running number, as an e-invoice.
step-invoice-action = Write
step-invoice-done = Invoice issued

# Dashboard: invoice list
list-empty-text = Your drafts and issued invoices will stand here.
list-empty-action = Write your first invoice
list-none-title = No invoice matches
list-none-text = There is nothing for this search and filter.
list-none-action = Show all invoices
list-search = Number, customer, amount
list-search-label = Filter invoices
list-chips = Filter by status
list-mail-failed = E-mail not delivered
list-without-email = The customer has no e-mail address
chip-all = All
chip-draft = Drafts
chip-open = Open
chip-overdue = Overdue
chip-unsent = Not sent
chip-paid = Paid
chip-void = Cancelled
filter-title = Filter
filter-from = Invoice date from
filter-until = until
filter-apply = Apply
filter-clear = Reset
filter-since = since { $date }
filter-up-to = until { $date }
filter-one-customer = One customer
column-number = Number
column-customer = Customer
column-status = Status
column-date = Date
column-due = Due
column-amount = Amount
column-open = Open
column-amount-in = Amount in { $currency }
column-open-in = Open in { $currency }
column-actions = Actions
card-due = { $number } · due { $date }
row-actions = Actions for { $number }
bulk-all = Select all on this page
bulk-one = Select { $number }
bulk-selection = Selection
bulk-selected = { $count } selected, { $sum } open
bulk-clear = Clear
action-open = View
action-edit = Edit
action-share = Share
action-email = Send by e-mail
action-pdf = Download PDF
action-xml = Download XRechnung
action-mark-sent = Mark as sent
action-mark-paid = Mark as paid

# Dashboard: invoice page
invoice-more = More actions
action-record-payment = Record payment
action-cancel-invoice = Cancel invoice
action-write-off = Uncollectible
action-keep = Change nothing
kind-invoice = Invoice
kind-partial = Partial invoice
kind-corrected = Corrected invoice
kind-cancellation = Cancellation
chain-label = Chain of corrections
chain-over = { $kind } of { $amount }
sheet-number = Invoice number
sheet-document-number = Document number
sheet-date = Date
sheet-due = Due on
sheet-service-day = Service date
sheet-service-period = Service period
reference-order = Order number
reference-contract = Contract number
reference-project = Project
reference-buyer = Buyer reference
line-position = No.
line-description = Description
line-quantity = Quantity
line-price = Unit price
line-rate = VAT
line-total = Total
line-adjustment = { $percent } % on the line
sheet-allowance = Discount
sheet-charge = Surcharge
sheet-net = Net
sheet-tax-on = VAT { $rate } % on { $base }
sheet-untaxed = Not taxable
sheet-gross = Gross
sheet-prepaid = Already paid
sheet-rounding = Rounding
sheet-total = Total
sheet-purpose = Payment reference
sheet-girocode = GiroCode for paying
rail-label = State of the invoice
rail-more = { $count } more
ledger-open = Open
ledger-paid = Paid
ledger-credit = Credited
ledger-cancellation = Cancellation
ledger-caption = Invoice, corrections and payments
due-today = due on { $date }, today
due-in =
    { $days ->
        [one] due on { $date }, tomorrow
       *[other] due on { $date }, in { $days } days
    }
due-since =
    { $days ->
        [one] due on { $date }, overdue since yesterday
       *[other] due on { $date }, overdue for { $days } days
    }
payment-reported = reported
payment-rejected = rejected
method-bank-transfer = Bank transfer
method-cash = Cash
method-card = Card
method-direct-debit = Direct debit
method-portal-confirmation = Confirmed by customer
method-other = Other
review-text = The customer reports a payment of { $amount } on { $date }. Has it arrived?
review-accept = Accept
review-reject = Reject
mails-title = E-mails
mails-none = No e-mail sent yet.
mail-queued = On its way
mail-retrying = Will be tried again
mail-sent = Sent
mail-delivered = Delivered
mail-opened = Opened
mail-bounced = Came back
mail-failed = Not delivered
mail-to = { $kind } to { $address }
mail-resend = Send again
mail-kind-invoice-portal = Link to the invoice
mail-kind-invoice = Invoice
mail-kind-receipt = Receipt
mail-kind-overdue = Dunning letter
mail-kind-other = E-mail
link-title = Link
link-none = Nobody has a link to this invoice yet.
link-create = Create link
link-until = until { $date }
link-expired = expired on { $date }
link-for-ever = without end
link-days-left =
    { $days ->
        [0] { $date }, only today
        [one] { $date }, one day left
       *[other] { $date }, { $days } days left
    }
link-views =
    { $count ->
        [one] one view
       *[other] { $count } views
    }
link-more-views =
    { $count ->
        [one] and one more view
       *[other] and { $count } more views
    }
documents-title = Documents
documents-unchanged = unchanged since { $date }
documents-waiting = PDF and XRechnung are being made.
document-pdf = PDF with ZUGFeRD
document-xml = XRechnung (XML)
history-title = History
history-count =
    { $count ->
        [one] one entry
       *[other] { $count } entries
    }
history-older = and { $count } older
history-invoice-created = Draft created
history-invoice-issued = Issued
history-invoice-sent = Sent
history-invoice-marked-sent = Marked as sent
history-invoice-viewed = Viewed
history-invoice-paid = Paid
history-invoice-overdue = Overdue
history-invoice-cancelled = Cancelled
history-invoice-attached = Attachment added
history-invoice-detached = Attachment removed
history-invoice-correction-begun = Correction begun
history-invoice-written-off = Marked as uncollectible
history-payment-recorded = Payment recorded
history-payment-confirmed = Payment confirmed by the customer
history-payment-reported = Payment reported by the customer
history-payment-accepted = Payment accepted
history-payment-carried-over = Payment carried over from the cancelled invoice
history-payment-rejected = Payment rejected
history-mail-queued = E-mail queued
history-mail-sent = E-mail sent
history-mail-delivered = E-mail delivered
history-mail-opened = E-mail opened
history-mail-failed = E-mail not delivered
history-mail-bounced = E-mail came back
history-mail-clicked = Link in the e-mail opened
history-mail-resent = E-mail sent again
history-invoice-shared = Link created
history-invoice-link-revoked = Link revoked
history-invoice-reopened = Open again
history-invoice-documents-made = PDF and XRechnung made
history-invoice-documents-failed = PDF and XRechnung could not be made
history-payment-confirmed-by-customer = Confirmed by the customer
history-other = { $event }

# Dashboard: dialogs of the invoice page
share-title = Share invoice
share-intro = Whoever has the link sees only this invoice.
share-none = There is no link yet. A new one lives for 30 days unless the settings say otherwise.
share-link = Link
share-copy = Copy
share-copied = Copied!
share-valid-until = Valid until
share-views = Views
share-views-last = { $count }, last { $moment }
share-revoke = Revoke
share-renew = Make a new one
email-to = Recipient
email-subject = Subject
email-message = Message
email-message-placeholder = Without a message we send your standard text.
email-attach = Attach PDF
email-link-included = The link to the invoice is included.
email-send = Send
payment-amount = Amount in { $currency }
payment-date = Received on
payment-method = Method
payment-reference = Reference
payment-reference-hint = For example the purpose on the bank statement.
payment-note = Note
payment-save = Record payment
cancel-title = Cancel { $number }?
cancel-text = A cancellation with its own number is issued that reverses { $number } of { $amount }. Both documents are kept. This cannot be undone.
cancel-refused = The cancellation cannot be issued like this:
cancel-reason = Reason
cancel-reason-hint = Stands in the history and on the cancellation.
cancel-do = Issue cancellation
write-off-title = Mark { $number } as uncollectible?
write-off-text = { $amount } stay unpaid for good. The invoice no longer counts as open, and no reminder is sent.

# Dashboard: corrections
action-correct = Correct
action-cancel-part = Cancel in part
correct-title = Correct { $number }?
correct-text = { $number } is cancelled at once by a cancellation document of { $amount }. At the same time a draft with the same content opens: change what was wrong and issue it as the corrected invoice. Recorded payments then move over to it.
correct-do = Cancel and correct
cancel-part-title = Cancel { $number } in part
cancel-part-text = How much is taken back? A cancellation document of these quantities is issued; the rest of the invoice stands.
cancel-part-left = { $quantity } { $unit } left at { $price }
editor-title-correction = Correction of { $number }
mail-correction-subject = Your corrected invoice { $number }
mail-correction-intro = our corrected invoice { $number } is ready for you. It replaces invoice { $original }, which we have cancelled.
mail-correction-attached = please find attached our corrected invoice { $number }. It replaces invoice { $original }, which we have cancelled. The PDF also holds the e-invoice (ZUGFeRD) for your accounts.

# Dashboard: notifications
notifications-read-all = Mark all as read
notifications-new = New:
notifications-none = No notifications
notifications-none-text = What your customers do and what did not work will stand here.
# Mails
mail-greeting = Hello,
mail-greeting-name = Hello { $name },
mail-closing = If you have any questions, simply reply to this e-mail.
mail-regards = Thank you and kind regards
mail-number = Invoice number
mail-customer = Customer
mail-issue-date = Invoice date
mail-due = Due on
mail-net = Net
mail-tax = VAT
mail-gross = Total
mail-open = Amount due
mail-amount = Amount
mail-paid = Paid
mail-paid-on = Paid on
mail-invoice-subject = Your invoice { $number }
mail-invoice-attached = please find attached our invoice { $number }. The PDF file also carries the e-invoice (ZUGFeRD) for your accounting.
mail-cancellation-subject = Your cancellation invoice { $number }
mail-cancellation-attached = please find attached our cancellation { $number } of invoice { $original }.
mail-cancellation-intro = our cancellation { $number } of invoice { $original } is ready for you.
mail-portal-intro = our invoice { $number } is ready for you.
mail-portal-button = View invoice
mail-portal-hint = With this link you can view the invoice, download it as PDF or XRechnung, and confirm your payment. Share it only with people who may see the invoice.
mail-hybrid-notice = If payment is not received by the due date, the card on file is charged automatically.
mail-hybrid-notice-date = If payment is not received by { $date }, the card on file is charged automatically.
mail-receipt-subject = Payment received: invoice { $number }
mail-receipt-intro = thank you, we have received your payment for invoice { $number }.
mail-reset-subject = Set a new password
mail-reset-intro = You asked for a new password. Set it with this link:
mail-reset-button = Set password
mail-reset-hint = The link is valid for one hour and works once. If you did not ask for it, there is nothing to do; your password stays as it is.
mail-confirmation-button = Open the invoice
mail-confirmation-subject = Payment confirmed: invoice { $number }
mail-confirmation-intro = { $customer } confirmed on the portal page that invoice { $number } has been paid.
mail-confirmation-settled = The invoice now counts as paid. If no money has arrived, you can reject the confirmation; the invoice is then open again.
mail-confirmation-reported = The invoice stays open until you accept the confirmation.

# Units beside a quantity, beside the quantity 1, and as a choice
unit-C62 = pcs
unit-C62-one = pc
unit-C62-long = Piece
unit-HUR = hrs
unit-HUR-one = hr
unit-HUR-long = Hour
unit-DAY = days
unit-DAY-one = day
unit-DAY-long = Day
unit-WEE = weeks
unit-WEE-one = week
unit-WEE-long = Week
unit-MON = months
unit-MON-one = month
unit-MON-long = Month
unit-ANN = years
unit-ANN-one = year
unit-ANN-long = Year
unit-LS = flat
unit-LS-one = flat
unit-LS-long = Flat rate
unit-KGM = kg
unit-KGM-one = kg
unit-KGM-long = Kilogram
unit-KMT = km
unit-KMT-one = km
unit-KMT-long = Kilometre
unit-MTR = m
unit-MTR-one = m
unit-MTR-long = Metre
unit-MTK = m²
unit-MTK-one = m²
unit-MTK-long = Square metre
unit-LTR = l
unit-LTR-one = l
unit-LTR-long = Litre
unit-MIN = min
unit-MIN-one = min
unit-MIN-long = Minute
unit-XPK = packs
unit-XPK-one = pack
unit-XPK-long = Pack

# Portal page
portal-title = { $kind } { $number } – { $seller }
portal-kind-invoice = Invoice
portal-kind-partial = Partial invoice
portal-kind-corrected = Corrected invoice
portal-kind-cancellation = Cancellation invoice
portal-your-invoice = Your invoice
portal-your-partial = Your partial invoice
portal-your-corrected = Your corrected invoice
portal-your-cancellation = Your cancellation invoice
portal-status-unpaid = Open
portal-status-reported = Payment reported
portal-status-partially-paid = Partly paid
portal-status-paid = Paid
portal-status-overdue = Overdue
portal-status-void = Cancelled
portal-status-cancellation = Cancellation
portal-open-amount = Amount due
portal-amount = Amount
portal-amount-void = Cancelled:
portal-due-on = Due on { $date }
portal-due-at-once = Due now
portal-due-today = today
portal-due-tomorrow = tomorrow
portal-days-left = { $days } days left
portal-days-late =
    { $days ->
        [one] overdue since yesterday
       *[other] overdue for { $days } days
    }
portal-paid-on = Paid on { $date }
portal-confirmed-by-customer = confirmed by customer
portal-void-on = Cancelled on { $date }
portal-void-by = by { $number }. You do not have to pay anything.
portal-nothing-to-pay = You do not have to pay anything.
portal-reported = { $seller } is checking the receipt of your payment.
portal-discount-until = With { $percent } cash discount until { $date }: { $amount }
portal-corrected-by = Corrected by { $corrected }, originally { $gross }
portal-paid-of = { $paid } of { $gross } has been paid
portal-hybrid-until = If no payment is received by { $date }, your card on file will be charged automatically.
portal-hybrid = If no payment is received, your card on file will be charged automatically.
portal-thanks-settled = Thank you. Your payment is confirmed, { $seller } has been notified.
portal-thanks-reported = Thank you. Your payment is reported, { $seller } has been notified.
portal-already-confirmed = Already marked as paid
portal-invalid-input = The payment was not confirmed: the date must not lie in the future, and the message may have 500 characters at most.
portal-pay = Pay now
portal-transfer = Pay by transfer
portal-download-pdf = Download PDF
portal-download-xml = XRechnung (XML)
portal-confirm = Confirm payment
portal-documents-wait = The PDF and the XRechnung are being prepared. Please reload the page in a moment.
portal-facts = { $kind } details
portal-seller = From
portal-buyer = Billed to
portal-vat-id = VAT ID { $id }
portal-number = Invoice number
portal-document-number = Document number
portal-date = Date
portal-due = Due on
portal-service-date = Service date
portal-service-period = Service period
portal-lines = Items
portal-position = No.
portal-description = Description
portal-quantity = Quantity
portal-price = Unit price
portal-vat = VAT
portal-total = Total { $currency }
portal-line-discount = less { $size } { $reason }
portal-line-charge = plus { $size } { $reason }
portal-discount = discount
portal-charge = surcharge
portal-totals = Totals
portal-lines-total = Sum of items
portal-net = Net
portal-vat-rate = VAT { $rate }
portal-vat-on = VAT { $rate } on { $base }
portal-gross = Gross
portal-corrections = Corrections
portal-cancellation-number = Cancellation { $number }
portal-already-paid = Already paid
portal-rounding = Rounding
portal-terms = Payable by { $date } without deduction.
portal-terms-discount = Payable by { $date } without deduction, by{"\u00A0"}{ $until } with { $percent } cash discount ({ $amount }).
portal-bank = Pay by bank transfer
portal-bank-hint = Tap to select a whole value.
portal-payee = Payee
portal-iban = IBAN
portal-bic = BIC
portal-purpose = Reference
portal-amount-to-pay = Amount
portal-with-discount = With { $percent } discount
portal-after = Already transferred?
portal-girocode-label = GiroCode for the bank transfer
portal-girocode = Scan it with your banking app, everything is filled in already.
portal-chain = Documents of this invoice
portal-chain-dated = { $kind } of { $date }
portal-chain-new = New invoice of { $date }
portal-chain-this = this page
portal-chain-whole = cancels the whole invoice
portal-chain-part = cancels part of the invoice
portal-chain-own-link = comes with its own link
portal-ask = Confirm payment?
portal-ask-sentence = You tell { $seller } that you have paid invoice { $number } of { $amount }.
portal-ask-settles = It then counts as paid.
portal-ask-reports = { $seller } will then check the receipt of the payment.
portal-ask-date = Paid on
portal-ask-note = Message
portal-optional = (optional)
portal-cancel = Cancel
portal-provided = Provided by RechnungsWerk
portal-valid-until = Link valid until { $date }
portal-binding = The XRechnung or the PDF is legally binding.
portal-imprint = Legal notice
portal-privacy = Privacy
portal-unknown = Link not found or expired
portal-unknown-advice = Please check that the address is complete. If it is, ask the sender of the invoice for a new link.
portal-expired = This link has expired
portal-expired-on = It was valid until { $date }.
portal-expired-advice = Ask { $seller } for a new one, and you will see your invoice again.
portal-expired-ask = Ask for a new link
portal-expired-subject = New link to my invoice
portal-too-many = Too many requests
portal-too-many-advice =
    { $seconds ->
        [one] Please wait one second and reload the page then. Your invoice stays available.
       *[other] Please wait { $seconds } seconds and reload the page then. Your invoice stays available.
    }
portal-too-large = That is too much at once
portal-too-large-advice = A form may have at most 1 MB. Please go back and shorten the text; it is still there.
portal-unreadable = The form could not be read
portal-unreadable-advice = Please go back and send it again; what you wrote is still there.
portal-unavailable = Not available right now
portal-unavailable-advice = Please reload the page in a minute. Your invoice is not lost, and the link stays valid.

# Mails
mail-view-invoice = View invoice
mail-link-is-secret = The link opens your invoice without a login. Please share it only with people who may see it.
mail-invoice-ready = Your invoice { $number } of { $amount } is here. You can view it online, download it as PDF or XRechnung, and pay it.
mail-cancellation-ready = Your cancellation invoice { $number } is here. You do not have to pay anything.
mail-hybrid-until = If no payment is received by { $date }, your card on file will be charged automatically.
mail-hybrid = If no payment is received, your card on file will be charged automatically.
mail-receipt-thanks = Thank you. Your payment of { $amount } for invoice { $number } has arrived.
mail-receipt-settled = The invoice is now fully paid.
mail-receipt-rest = { $amount } remains open.
mail-received = Received
mail-received-on = Received on
mail-still-open = Still open
mail-confirmation-sentence = { $buyer } has confirmed on the portal page to have paid invoice { $number } of { $amount }.
mail-confirmation-review = Please check the receipt of the payment and accept or reject the confirmation on the invoice page.
mail-confirmation-why = You receive this message because { $organization } wants to be told of payment confirmations by mail. This can be changed in the settings.
mail-reset-sentence = With this link you choose a new password. It works for one hour and only once.
mail-reset-ignore = You did not ask for a new password? Then there is nothing to do, your password stays as it is.
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
editor-title-new = New invoice
editor-title-draft = Edit invoice
editor-saved-at = Saved { $time }
editor-unsaved = Not saved
editor-missing =
    { $count ->
        [one] One entry is missing
       *[other] { $count } entries are missing
    }
editor-missing-many = { $count } entries are missing
editor-preview = Preview
editor-preview-xml = Preview as XML
editor-issue = Issue
editor-more = More actions
editor-discard = Discard draft
editor-discard-question = The draft is deleted with everything in it. It had no invoice number yet, so no gap arises.
editor-kind = Invoice
editor-customer = Customer
editor-customer-placeholder = Find a customer …
editor-customer-nobody = No customer matches.
editor-customer-number = Customer { $number }
editor-customer-last = Customer { $number } · last { $last }
editor-no-customer = You have no customer yet.
editor-first-customer = Add your first customer
editor-number = Number
editor-number-later = when issued
editor-issue-date = Date
editor-due-date = Due on
editor-service-start = Service from
editor-service-end = Service until
editor-dates-hint = Left empty: the day of issue, { $days } days to pay, and a single day of service.
editor-note = Closing words
editor-note-hint = Due date and bank details are on the invoice by themselves.
editor-line-position = Item
editor-line-name = Description
editor-line-quantity = Quantity
editor-line-unit = Unit
editor-line-price = Unit price
editor-line-rate = VAT
editor-line-total = Total
editor-line-more = More
editor-line-description = Details
editor-line-discount = Discount or surcharge in % (−10)
editor-line-from = Service from
editor-line-until = Service until
editor-line-up = Move up
editor-line-down = Move down
editor-line-remove = Remove
editor-rounding = Rounding
editor-line-details = More details
tax-category-e = exempt
tax-category-ae = reverse charge
tax-category-k = intra-EU
tax-category-g = export
editor-line-add = Add a line
editor-offer = { $name } last { $price } on { $date }
editor-offer-take = use it
editor-adjustments = Discount or surcharge on the invoice
editor-adjustment-reason = Reason
editor-adjustment-percent = Percent (−5)
editor-adjustment-amount = or amount (−50)
editor-net = Net
editor-tax = VAT
editor-untaxed = Without VAT
editor-gross = Total
editor-prepaid-line = Already paid
editor-payable = Amount due
editor-tax-case = Tax case
tax-case-domestic = Germany, with VAT
tax-case-small-business = Small business (§ 19 UStG)
tax-case-exempt = Exempt (§ 4 UStG)
tax-case-reverse-charge = Reverse charge (§ 13b UStG)
tax-case-intra-community = Supply within the EU (§ 6a UStG)
tax-case-export = Export (§ 6 UStG)
tax-case-outside-scope = Outside the scope of VAT
editor-terms = Terms of payment
terms-agreed = As agreed with the customer
terms-at-once = At once, no deduction
terms-days = { $days } days net
terms-own = Own date
editor-discount-percent = Cash discount in %
editor-discount-days = within days
editor-order-reference = Order number
editor-more-references = More details
editor-buyer-reference = Buyer reference (Leitweg-ID)
editor-buyer-reference-hint = Only where it differs from the customer’s.
editor-contract-reference = Contract number
editor-project-reference = Project
editor-prepaid = Already paid
editor-prepaid-hint = A deposit, deducted from the total.
gate-title = Before issuing
gate-new = What is missing is said here as soon as you write.
gate-complete = Everything is there.
gate-here = enter it here
gate-at-customer = enter it at the customer
gate-at-settings = enter it in the settings

# Dashboard: customers
customer-new = New customer
customers-none = No customer yet
customers-none-text = Name and address are enough for the first invoice.
customers-first = Add the first customer
customers-no-match = Nothing found
customers-no-match-text = No customer matches this search.
customers-all = Show all customers
customers-search = Name, number, city
customer-name = Name
customer-number = Customer number
customer-city = City
customer-tier = Billing
customer-invoices = Invoices
customer-open = Open
customer-overdue = Overdue
customer-open-euro = Open in €
customer-overdue-euro = Overdue in €
customer-of-which-overdue = of which { $amount } overdue
customer-invoiced = Invoiced in total
customer-without-email = Billing e-mail is missing
customer-without-email-text = No invoice can be mailed to this customer because the billing e-mail is missing
customer-without-email-link = enter it
customer-missing = missing
action-edit-customer = Edit
customer-new-invoice = New invoice
customer-no-invoices = No invoice to this customer yet.
customer-all-invoices = View all
customer-draft = Draft
customer-address = Address
customer-address-why = Appears like this on the invoice.
customer-data = Billing data
customer-billing = Receiving invoices
customer-billing-why = Where invoices go and who can be asked.
customer-billing-email = Billing e-mail
customer-billing-email-hint = Invoices and reminders go to this address.
customer-billing-contact = Contact for invoices
customer-contact = Contact
customer-phone = Phone
customer-vat-id = VAT ID
customer-buyer-reference = Buyer reference (Leitweg-ID)
customer-buyer-reference-hint = Public buyers ask for their Leitweg-ID, for example 04011000-12345-03.
customer-language = Language of the invoice
customer-terms-part = Terms
customer-terms-why = Apply to new invoices, existing ones stay as they are.
customer-terms = Terms of payment
customer-terms-days =
    { $days ->
        [one] One day
       *[other] { $days } days
    }
customer-terms-in-days = Terms of payment in days
customer-terms-hint = Empty: 30 days, for “Standard” 10.
customer-unit-rate = Price per unit
customer-unit-rate-euro = Price per unit in €
customer-unit-rate-hint = For billing by usage.
customer-monthly-fee = Monthly fee
customer-monthly-fee-euro = Monthly fee in €
customer-included-units = Included units
customer-overage-rate = Price per further unit
customer-overage-rate-euro = Price per further unit in €
customer-overage-rate-hint = Empty: the price per unit.
customer-subscription-only = For subscriptions only.
customer-notes = Notes
customer-notes-why = Only for you, never on an invoice.
tier-invoice-only = Trusted
tier-invoice-only-why = Pays on terms, without a card on file.
tier-hybrid = Standard
tier-hybrid-why = If it is unpaid after the due date, the card on file is charged the next morning.
tier-subscription = Subscription
tier-subscription-why = Monthly flat fee with included units, each further one is billed on top.

## Usage billing: events, the monthly run, an invoice of open events

room-billing = Billing
room-runs = Monthly runs
events-none = No billing events yet
events-none-text = Fees, credits and adjustments gather here until the monthly run bills them in one invoice per customer.
events-first = Add the first event
events-no-match = No event matches
events-no-match-text = There is nothing with these filters.
events-all = All events
events-search = Customer, reference, text …
events-filter = Filter by state
events-chip-all = All
events-chip-unbilled = Open
events-chip-billed = Billed
events-every-customer = Show events of all customers
events-open-sum = Open: { $amount } net, without events whose price is only known when they are billed.
event-new = New event
event-edit = Change event
event-delete = Delete event
event-delete-question = The event is deleted and never billed.
event-unbilled = Open
event-by-rate = by rate
event-what = Event
event-kind = Type
event-own-kind = Own type
event-own-kind-hint = Wins over the choice, for example “Travel”.
event-what-part = Event
event-what-why = Stands as a line of its own on the next invoice.
event-choose-customer = Please choose
event-description = Description
event-description-hint = Empty: the type.
event-reference = Reference
event-reference-hint = The same reference of the same type is taken once.
event-day = Day of the service
event-amount-part = Amount
event-amount-why = Net. A credit lowers the sum, with or without a minus sign.
event-quantity = Quantity
event-amount-euro = Amount of the whole quantity in €
event-amount-hint = Empty: quantity times the customer's unit rate; with a subscription the included units count first.
event-tax-rate = VAT in %
runs-none = No monthly run yet
runs-none-text = On the 1st at 08:00 the past month is billed by itself, as soon as there are open events or subscriptions.
runs-why = On the 1st at 08:00 the run bills the past month: one invoice per customer for all open events. You can also begin it now; whoever has an invoice already gets no second one.
run-month = Month
run-start = Begin monthly run
run-running = Running
run-done = Done
run-with-failures = Done with failures
run-failed = Given up
run-billed = Invoices
run-skipped = Waiting
run-failures = Failures
run-gross = Gross
run-started = Begun
run-invoices =
    { $count ->
        [one] One invoice
       *[other] { $count } invoices
    }
run-title = Monthly run { $month }
run-again = Try again
run-refresh = Refresh
run-gave-up = The run was given up: { $reason }. What is billed stays; “Try again” goes on with the others.
run-interrupted = The run was interrupted and goes on in a moment: { $reason }
run-progress = { $done } of { $all } customers
run-from-until = From { $start } to { $end }.
run-since = Since { $start }.
run-scheduled = Begun by the calendar.
run-by-hand = Begun by hand.
run-facts = { $events } events, { $net } net, { $tax } VAT.
run-filter = Filter by result
run-chip-done = Billed
run-chip-skipped = Waiting
run-chip-failed = Failures
run-nobody = Nobody
run-nobody-text = No customer of the run has this result.
run-result = Result
run-events = Events
run-not-mailed = Not mailed: the billing e-mail is missing
run-reason-negative = Credits larger than fees: waits for the next month
run-reason-nothing = Nothing to bill
run-reason-gate = The invoice cannot be issued like this
run-reason-out-of-range = The sum is too large
run-reason-error = Unexpected error
run-reason-pending = Not looked at yet
open-events = Open events
open-events-none = No open events.
open-events-sum =
    { $count ->
        [one] One event, { $amount } net
       *[other] { $count } events, { $amount } net
    }
bill-open-events = Invoice of open events
bill-intro = The invoice is issued at once.
bill-from = From
bill-until = Until
bill-send = Send by e-mail
bill-issue = Issue invoice
notice-event-created = Event added
notice-event-known = This reference was here already
notice-event-deleted = Event deleted
notice-run-started = The monthly run is under way
notice-billed = Invoice issued
notice-billed-without-mail = Invoice issued, but not mailed: the billing e-mail is missing
notice-already-billed = The event stands on an invoice already
notice-nothing-to-bill = There is nothing to bill in this period
notice-negative-total = The credits are larger than the fees and wait for the next invoice
api-already-billed = The event stands on an invoice already.
api-nothing-to-bill = There is nothing to bill in this period.
api-negative-total = The credits are larger than the fees and wait for the next invoice.
problem-already-used = This is already in use.
activity-billing-run-done = The monthly run is done
activity-billing-run-with-failures = The monthly run is done, not every customer could be billed
activity-billing-run-failed = The monthly run was given up
address-street = Street and number
address-extra = Address line 2
address-postcode = Postcode
address-city = City
address-country = Country

# Dashboard: settings
settings-company = Company
settings-company-why = The sender of every new invoice.
settings-bank = Bank account
settings-bank-why = For transfers and the GiroCode.
settings-numbering = Numbering
settings-numbering-why = Invoice numbers run on without a gap. A change applies from the next number on.
settings-portal = Appearance and portal
settings-api-keys = API keys
company-name = Company name
company-tax = Taxes
company-tax-why = One of the two numbers is required (§ 14 UStG).
company-tax-number = Tax number (Steuernummer)
company-small-business = Small business under § 19 UStG
company-small-business-why = Invoices then show no VAT.
company-contact = Contact
company-contact-why = Required for XRechnung (BG-6).
company-contact-name = Name or department
company-phone-wrong = The phone number needs at least three digits.
company-legal = Legal
company-legal-why = Commercial register and the links at the foot of the portal.
company-registration = Register number
company-legal-information = Company details
company-legal-information-hint = Managing directors, register court, seat.
company-imprint = Imprint
company-privacy = Privacy
company-url-wrong = Please give an address that begins with https://.
bank-account-name = Account holder
bank-account-name-hint = Exactly as the bank has it: banks check the name.
numbering-next = The next invoice gets
numbering-invoices = Format of invoice numbers
numbering-cancellations = Format of cancellation numbers
numbering-counter = running number, as many digits as N
numbering-year = year of the invoice
numbering-month = month of the invoice
logo-title = Logo
logo-why = Appears on invoices, portal and e-mail.
logo-now = Your logo
logo-file = Image file
logo-hint = PNG or JPEG, at most 512 KB.
logo-upload = Upload
logo-remove = Remove logo
logo-remove-question = New invoices, portal and e-mails then show your company name instead of the logo. Issued invoices stay as they are.
color-title = Colour
color-why = Your colour on portal, PDF and e-mail.
color-label = Brand colour
color-hint = Where it is too light for text, a darker shade is used.
portal-part = Portal
portal-part-why = The page on which your customer opens the invoice.
confirmation-legend = When a customer presses “Confirm payment”
confirmation-settle = The invoice counts as paid
confirmation-settle-why = It is set to “Paid” at once, marked “confirmed by the customer”. If that is wrong, you reject the confirmation and the invoice is open again.
confirmation-report = The invoice stays open until you accept the payment
confirmation-report-why = It shows “Payment reported”, reminders pause for seven days, and you check your account.
confirmation-mail = An e-mail to the owners for every confirmation
link-days-label = Links are valid for days
link-days-hint = Empty: without limit, until they are revoked.
api-keys-why = With it another program works in the name of your organization. Give each program a key of its own.
api-keys-none = No key yet.
api-key-name = What is the key for?
api-key-example = Online shop
api-key-create = Create key
api-key-made = The key is made
api-key-once = Copy it now: it is shown only this once.
api-key-secret = New API key
api-key-since = since
api-key-used = last used
api-key-unused = never used
api-key-revoke = Revoke
api-key-revoke-question = Programs with the key “{ $name }” can no longer get in. This cannot be undone.

# Dashboard: before the door
log-in-title = Log in
log-in-forgot = Forgotten?
log-in-new = New here?
log-in-password-changed = Your new password is in effect. Please log in with it.
log-in-session-ended = Your session has ended. Please log in again.
log-in-logged-out = You are logged out.
sign-up-title = Create an account
sign-up-known = Already have an account?
account-email = E-mail
account-password = Password
account-name = Your name
account-password-hint = At least ten characters. Three words that do not belong together are easy to remember and hard to guess.
account-back = Back to log in
forgot-title = Forgotten password
forgot-text = We send you a link to set a new password.
forgot-send = Send the link
forgot-sent = If this address has an account, the link is on its way.
forgot-sent-more = It is valid for an hour. Please look into your spam folder, too.
reset-title = New password
reset-password = New password
reset-save = Save password
reset-again = Request a new link

# Dashboard: what did not work
trouble-invalid = Please look at the marked fields. Nothing has been saved yet.
trouble-not-found = That does not exist any more.
trouble-forbidden = You do not have permission for this.
trouble-log-in = E-mail and password do not match. Please try again.
trouble-too-many-requests = Too many attempts. Please wait { $seconds } seconds.
trouble-unavailable = That did not work just now. What you typed is still here, please try again in a moment.
trouble-changed-meanwhile = Somebody else changed this draft in the meantime. What you typed is still here, but it is not saved.
trouble-not-a-draft = This invoice has been issued and stays as it is.
trouble-gate-findings = Something is missing before the invoice can be issued.
trouble-email-taken = This e-mail address already has an account. Log in, or reset your password.
trouble-link-expired = This link has expired or was used already. Please request a new one.
trouble-customer-in-use = This customer has invoices and is therefore kept.
trouble-conflict = That no longer fits the current state. Please reload the page.
failure-not-found = Page not found
failure-not-found-text = The address is wrong, or what was there no longer exists.
failure-forbidden = This is not open to you
failure-forbidden-text = Ask the owners of your organization if you need it.
failure-logged-out = You are not logged in
failure-logged-out-text = Log in and you will continue where you were going.
failure-too-often = One moment, please
failure-too-often-text = Those were very many requests in a short time. Wait a minute.
failure-unavailable = Not available right now
failure-unavailable-text = Your data is safe. It usually works again within a minute.
failure-conflict = The state has changed
failure-conflict-text = What you wanted to see is no longer like that. Look at the overview.
failure-again = Try again
failure-home = To the overview
dev-mail-title = Development mailbox
dev-mail-text = Without SMTP_URL nothing is sent, all e-mails end up here.
dev-mail-none = No e-mail yet
dev-mail-none-text = Send an invoice and it will be here.
dev-mail-attachments =
    { $count ->
        [one] one attachment
       *[other] { $count } attachments
    }
dev-mail-from = From
dev-mail-to = To
dev-mail-at = Time

# Countries
country-AL = Albania
country-AT = Austria
country-BA = Bosnia and Herzegovina
country-BE = Belgium
country-BG = Bulgaria
country-CA = Canada
country-CH = Switzerland
country-CN = China
country-CY = Cyprus
country-CZ = Czechia
country-DE = Germany
country-DK = Denmark
country-EE = Estonia
country-ES = Spain
country-FI = Finland
country-FR = France
country-GB = United Kingdom
country-GR = Greece
country-HR = Croatia
country-HU = Hungary
country-IE = Ireland
country-IL = Israel
country-IN = India
country-IS = Iceland
country-IT = Italy
country-JP = Japan
country-LI = Liechtenstein
country-LT = Lithuania
country-LU = Luxembourg
country-LV = Latvia
country-MC = Monaco
country-MD = Moldova
country-ME = Montenegro
country-MK = North Macedonia
country-MT = Malta
country-NL = Netherlands
country-NO = Norway
country-PL = Poland
country-PT = Portugal
country-RO = Romania
country-RS = Serbia
country-SE = Sweden
country-SI = Slovenia
country-SK = Slovakia
country-TR = Türkiye
country-UA = Ukraine
country-US = United States
country-XI = Northern Ireland

# Incoming invoices
room-incoming = Incoming
incoming-title = Incoming invoices
incoming-empty-title = No incoming invoice yet
incoming-empty-text = Upload the e-invoices of your suppliers here. They are checked, shown readable and kept unchanged.
incoming-file = E-invoice of a supplier
incoming-file-hint = XRechnung as XML or a ZUGFeRD PDF, at most 10 MB.
incoming-upload = Upload and check
incoming-search = Supplier or number
incoming-no-match = Nothing found
incoming-no-match-text = There is no incoming invoice for this search.
incoming-all = Show all
incoming-seller = Seller
incoming-buyer = Buyer
incoming-verdict = Check
incoming-received = Received
incoming-duplicate = This seller sent this number before
incoming-duplicate-title = Probably a duplicate
incoming-duplicate-text = There is another invoice with this number from the same seller:
incoming-ok = In order
incoming-warnings = Remarks
incoming-errors = Errors
incoming-format = Format
incoming-format-about = Readable file, known profile, readable values
incoming-rules = Business rules
incoming-rules-about = EN 16931, and XRechnung where the file claims to be one
incoming-content = Content
incoming-content-about = What § 14 UStG requires, check digits, rounding
incoming-without-number = Without number
incoming-original = Download original
incoming-file-title = File
incoming-unchanged = kept unchanged
incoming-kind-pdf = PDF with embedded e-invoice
incoming-kind-xml = XML
incoming-credit-note = Credit note
incoming-preceding = For invoice
incoming-seller-vat-id = VAT ID
incoming-seller-tax-number = Tax number
incoming-buyer-vat-id = Your VAT ID
incoming-hidden-lines =
    { $count ->
        [one] One more line stands in the file.
       *[other] { $count } more lines stand in the file.
    }
incoming-price-base = Price per { $quantity }
incoming-rounding = Rounding
incoming-payable = Amount due
incoming-attachment = Attachment: { $name }
incoming-skonto = { $percent }% discount within { $days } days
incoming-account-name = Account holder
incoming-means = Payment means
incoming-mandate = Mandate reference
incoming-debited = Debited from
incoming-card = Card
notice-incoming-received = Invoice received and checked
notice-incoming-known = This file was here already
problem-not-xml = The file is neither a PDF nor well-formed XML.
problem-has-entities = The file has a document type declaration or entities of its own. Invoices must not have them.
problem-file-too-complex = The file is nested too deeply or unpacks to too much.
problem-not-an-invoice = The file is XML, but no e-invoice (UBL or CII).
problem-broken-pdf = The PDF is damaged or encrypted.
problem-no-invoice-inside = The PDF has no e-invoice inside. Please ask for an XRechnung or a ZUGFeRD PDF.

# Operations
room-operations = Operations
operations-look-again = Refresh
operations-queues = Queues
operations-queue = Queue
operations-state = State
operations-waiting = Waiting
operations-running = Running
operations-scheduled = Scheduled
operations-failed = Failed
operations-in-hour = Last hour
operations-in-day = 24 hours
operations-action = Pause or resume
operations-paused = Paused
operations-late = Held up
operations-waits = Waiting
operations-at-work = At work
operations-quiet = Nothing to do
operations-oldest = oldest task for { $age }
operations-pause = Pause
operations-resume = Resume
operations-failures = What did not work
operations-no-failures = Nothing has failed.
operations-no-reason = The reason is not known.
operations-retry = Try again
operations-retry-all = Try all again
age-seconds = { $count } s
age-minutes = { $count } min
age-hours = { $count } h
age-days = { $count } days
queue-documents = Documents
queue-mail = E-mails
queue-archive = Archive check
queue-webhooks = Webhooks
queue-billing = Monthly run
queue-notifications = Notifications
queue-other = { $event }
queue-about-documents = PDF and XRechnung of issued invoices
queue-about-mail = To your customers and to you
queue-about-archive = Compares every file with its checksum
queue-about-webhooks = Messages to other programs
queue-about-billing = Invoices of open billing events
queue-about-notifications = Mails at once and the digest at 7 in the morning
archive-title = Archive
archive-about = Every stored invoice, issued or received, is read again and compared with the checksum (SHA-256) of the day it was stored.
archive-check-now = Check the archive
archive-never-checked = The archive has not been checked yet.
archive-under-way = The check is running. Looked at so far: { $count } files.
archive-fine = Everything is unchanged: { $count } files.
archive-damaged = { $missing } missing, { $changed } changed, { $fine } fine. Bring the affected files back from your backup.
archive-check-failed = The check did not come to its end.
archive-file-missing = Missing
archive-file-changed = Changed
archive-more = and { $count } more
activity-archive-damaged = Files of the archive are missing or changed
notice-retried = It begins anew
notice-queue-paused = Paused
notice-queue-resumed = Going on
notice-check-ordered = The check begins
# Further details of an invoice.
field-scheme = Scheme
group-payment = Means of payment
payment-means = Means of payment
payment-means-agreed = As agreed
payment-means-58 = SEPA transfer
payment-means-30 = Bank transfer
payment-means-59 = SEPA direct debit
payment-means-48 = Card
payment-means-54 = Credit card
payment-means-55 = Debit card
payment-means-10 = Cash
payment-text = In words
payment-remittance = Payment reference
payment-remittance-hint = Empty: the invoice number.
payment-mandate = Mandate reference
payment-mandate-hint = For direct debit. Empty: the customer's.
payment-debited-account = Debited IBAN
payment-card-number = Card
payment-card-number-hint = The last four to six digits only.
payment-card-holder = Card holder
group-delivery = Delivery address
delivery-name = Recipient of the delivery
delivery-country-customer = As the customer
delivery-date = Delivery date
delivery-location = Location identifier
group-tax = Currency and VAT
invoice-currency = Currency
tax-currency = VAT also in
tax-currency-none = No other currency
tax-exchange-rate = Exchange rate
tax-amount = VAT amount
tax-point-date = Tax point
tax-point-code = Or on
tax-point-none = Not stated
tax-point-issue = Issue
tax-point-delivery = Delivery
tax-point-payment = Payment
tax-category-o = outside scope
exemption-category = Own words for
exemption-reason = Exemption reason
exemption-code = VATEX code
reference-despatch = Delivery note number
reference-receiving = Goods receipt number
reference-sales-order = Sales order number
reference-tender = Tender or lot
reference-accounting = Customer's cost centre
reference-object = Object identifier
preceding-number = Preceding invoice
preceding-date = Of
group-notes = Further notes
note-text = Note
note-subject = Subject code
group-payee = Different payee
payee-name = Name
payee-identifier = Identifier
payee-registration = Registration number
group-kind = Kind and format
invoice-kind = Kind
invoice-kind-invoice = Invoice
invoice-kind-partial = Partial invoice
documents-usual = As for the customer
xml-syntax = XRechnung as
xml-syntax-ubl = UBL
xml-syntax-cii = CII
pdf-profile = ZUGFeRD profile
pdf-profile-en16931 = EN 16931
pdf-profile-xrechnung = XRECHNUNG
editor-attach = Attach files
editor-attachments = { $count ->
    [one] 1 attachment
   *[other] { $count } attachments
}
attachments-title = Attachments
attachments-there = Attached
attachments-there-why = Goes to the customer with the invoice: in the XRechnung and in the PDF.
attachments-add = Attach
attachments-add-why = A file or a link. At most 5 MB a file, 15 MB in all.
attachments-file = File
attachments-file-hint = PDF, PNG, JPEG, CSV, XLSX or ODS.
attachments-link = Link
attachments-description = Description
attachments-reference = Reference
attachments-remove = Remove { $name }
line-details-title = Line { $position }: { $name }
line-item = Item
line-item-why = Numbers by which both sides know the item.
line-seller-item = Own item number
line-buyer-item = Customer's item number
line-standard-item = GTIN
line-standard-scheme = Scheme of the GTIN
line-origin = Country of origin
line-origin-none = Not stated
line-price-part = Price
line-price-part-why = List price, price base, and discounts with a reason of their own.
line-base-quantity = Price is for (quantity)
line-gross-price = List price
line-price-discount = Discount on the list price
line-reason-code = Reason code
line-adjustment-base = Base amount
line-attributes = Attributes
line-attributes-why = Colour, size, serial number, and classification in catalogues.
line-attribute-name = Attribute
line-attribute-value = Value
line-class-code = Classification
line-class-scheme = Scheme
line-class-version = Version
line-references = References
line-references-why = What the customer needs to assign the line.
line-order-line = Line of the order
line-note = Note on the line
settings-more-accounts = Further accounts
settings-more-accounts-why = Stand below the first one on every invoice that is paid by transfer.
settings-direct-debit = Direct debit
settings-direct-debit-why = Needed to collect invoices by SEPA direct debit.
bank-creditor-id = Creditor identifier
customer-agreements = Direct debit, dunning and format
customer-agreements-why = Holds for all invoices that do not say otherwise.
customer-direct-debit = Collect invoices by SEPA direct debit
# Recurring invoices
queue-recurring = Recurring
queue-about-recurring = Recurring invoices, at 6 a.m. on their day
room-recurring = Recurring
action-as-series = Use as recurring template
recurring-new = New recurring invoice
recurring-edit = Edit recurring invoice
recurring-first = Set up the first one
recurring-none = Nothing recurs yet
recurring-none-text = Write once what you charge every month. Each period gets exactly one invoice.
recurring-no-match = Nothing matches
recurring-no-match-text = There is nothing for this search and filter.
recurring-all = Show all
recurring-search = Name, customer
recurring-name = Name
recurring-name-hint = For you only. Otherwise the text of the first line.
recurring-rhythm = Rhythm
recurring-how-often = How often
recurring-next = Next invoice
recurring-last = Last result
recurring-card = { $customer } · on { $date }
recurring-start = First invoice on
recurring-day = Then always
recurring-same-day = on the same day
recurring-month-end = on the last day of the month
recurring-covers = Service period
recurring-covers-hint = The period stands on the invoice and fills the placeholders.
recurring-end = No invoice after
recurring-endless = no end
recurring-count = How many
recurring-made = Made so far
recurring-made-of = { $made } of { $most }
recurring-handling = What happens with each invoice
recurring-sheet = Template
recurring-places = Each invoice fills these words with its period, in the customer's language:
recurring-note-hint = Stands below the lines of each invoice.
recurring-facts = Series
recurring-ahead = Next invoices
recurring-ahead-paused = This is how it would go on:
recurring-nothing-ahead = No more invoices will come.
recurring-for-period = for { $period }
recurring-runs = Periods so far
recurring-no-runs = No invoice has been made yet.
recurring-run-tries = { $period }, { $count } tries: { $reason }
recurring-more = More actions
recurring-pause = Pause
recurring-resume = Resume
recurring-resume-text = It goes on with the next invoice.
recurring-resume-missed = Missed meanwhile
recurring-catch-up =
    { $count ->
        [one] Make up for one invoice
       *[other] Make up for { $count } invoices
    }
recurring-catch-up-why = One per period, at most { $limit } a day.
recurring-skip = Leave them out
recurring-skip-why = There will be no invoice for the missed periods.
recurring-finish = End for good
recurring-finish-text = “{ $name }” makes no more invoices then and cannot be resumed. The invoices so far stay.
recurring-run = Run now
recurring-run-one = The invoice for { $period } is made now.
recurring-run-missed = { $count } invoices that are due are made now.
recurring-mend = Mend it
recurring-stopped-title = Paused after three failures:
recurring-failing-title =
    { $count ->
        [one] One failure:
       *[other] { $count } failures:
    }
recurring-missed =
    { $count ->
        [one] One invoice is due.
       *[other] { $count } invoices are due.
    }
recurring-missed-text = They are made with the next run at 6 a.m., or now.
series-active = Active
series-paused = Paused
series-stopped = Stopped
series-failing = Failing
series-finished = Ended
frequency-weekly = Weekly
frequency-monthly = Monthly
frequency-quarterly = Quarterly
frequency-half-yearly = Half-yearly
frequency-yearly = Yearly
covers-ahead = ahead, from the invoice's day on
covers-behind = in arrears, until the day before
covers-calendar = the calendar period around the day
handling-draft = Leave as a draft
handling-draft-why = You check and issue it yourself.
handling-issue = Issue
handling-issue-why = With number and documents, without a mail.
handling-issue-and-send = Issue and send
handling-issue-and-send-why = With PDF and link to the customer's billing e-mail.
outcome-discarded = Draft discarded
outcome-drafted = Draft made
outcome-issued = { $number } issued
outcome-sent = { $number } sent
outcome-failed = Not made
refusal-gate-findings = Required information is missing.
refusal-negative-total = The total would be negative.
refusal-no-billing-email = The customer has no billing e-mail.
refusal-out-of-range = The amounts are too large.
refusal-broken = Something went wrong here. It is in our log.
problem-unknown-placeholder = There is no such placeholder. Known are for example {"{month}"}, {"{year}"} and {"{period}"}.
problem-set-by-period = The period of the series decides this.
problem-not-on-anchor-day = The start does not fit the chosen day of the month.
problem-too-many-missed = That would be more than { $limit } invoices at once. Please start later.
problem-period-invoiced = This period has been invoiced. Please start after it.
problem-negative-total = The total would be negative.
problem-no-billing-email = The customer has no billing e-mail.
notice-series-saved = Saved
notice-series-paused = Paused
notice-series-resumed = Resumed
notice-series-finished = Ended
notice-series-ran = Invoice made
notice-series-nothing-due = Nothing was due
notice-series-inactive = It is paused or has ended
notice-series-refused = The invoice could not be made
api-series-inactive = The series is paused or has ended.
api-series-refused = The series could not make its invoice.
activity-recurring-invoiced = A series made { $number } for { $customer }
activity-recurring-failed = A series could not make its invoice
activity-recurring-stopped = A series is paused after three failures
activity-recurring-finished = A series has made its last invoice
history-recurring-invoiced = Made by a series
# Dashboard: webhooks
room-webhooks = Webhooks
webhook-add = Add webhook
webhook-new = New webhook
webhook-edit = Edit webhook
webhooks-empty-title = Keep other programs up to date
webhooks-empty-text = A webhook tells your shop, your stock or your accounts at once when an invoice is issued, viewed or paid. Every message is signed, and repeated when something is in the way.
webhooks-docs = Description of the API
webhook-url = Address
webhook-url-hint = Reachable by the public, best with https. Redirects are not followed.
webhook-target = Where to
webhook-target-why = Every message goes to this address as a POST with JSON, signed as in “Standard Webhooks”.
webhook-events = Events
webhook-events-why = What is told. Receivers should pass over events they do not know.
webhook-scope = Which events?
webhook-scope-all = All events
webhook-scope-all-why = Also those that are added later.
webhook-scope-some = Only some
webhook-scope-some-why = Tick below what is to be told.
webhook-none-chosen = Choose at least one event.
webhook-all-events = All
webhook-some-events = { $count } events
webhook-group-invoice = Invoices
webhook-group-payment = Payments
webhook-group-customer = Customers
webhook-group-recurring = Recurring invoices
webhook-topic-invoice-created = Created
webhook-topic-invoice-issued = Issued
webhook-topic-invoice-sent = Sent
webhook-topic-invoice-viewed = Viewed by the customer
webhook-topic-invoice-payment-reported = Payment reported by the customer
webhook-topic-invoice-paid = Paid
webhook-topic-invoice-overdue = Overdue
webhook-topic-invoice-cancelled = Cancelled
webhook-topic-payment-recorded = Recorded
webhook-topic-payment-accepted = Report accepted
webhook-topic-payment-rejected = Report rejected
webhook-topic-customer-created = Created
webhook-topic-customer-updated = Changed
webhook-topic-recurring-created = Created
webhook-topic-recurring-updated = Changed
webhook-topic-recurring-invoice-created = Invoice made
webhook-topic-recurring-failed = Invoice failed
webhook-topic-recurring-paused = Paused
webhook-topic-recurring-resumed = Resumed
webhook-topic-recurring-finished = Ended
webhook-status = Status
webhook-last = Last event
webhook-active = Active
webhook-failing = Failing
webhook-off = Switched off
webhook-off-failing = Shut off
webhook-off-text = This webhook is switched off. What happens now is not told.
webhook-off-failing-text = No delivery succeeded for three days, so this webhook was shut off.
webhook-switch-on = Switch on
webhook-switch-off = Switch off
webhook-switch-off-question = Tell this address nothing any more? What happens meanwhile is not told later either.
webhook-delete = Delete
webhook-delete-question = Delete this webhook with its log? This cannot be undone.
webhook-rotate = Renew secret
webhook-rotate-question = Make a new secret? The present one stays good beside it for 24 hours, so that you can change the receiver over.
webhook-secret = Secret
webhook-secret-why = With the secret the receiver checks that a message comes from here.
webhook-secret-made = The secret is made
webhook-secret-once = Copy it now: it is shown this once only.
webhook-previous-until = Previous secret is good until
webhook-failing-since = Without success since
webhook-created = Created
webhook-data = Details
webhook-test = Send test
webhook-log = Deliveries
webhook-log-all = All
webhook-log-filter = Filter deliveries
webhook-log-empty = No delivery yet. “Send test” sends one.
webhook-pending = On its way
webhook-succeeded = Delivered
webhook-failed = Failed
webhook-tries =
    { $count ->
        [0] no try yet
        [one] 1 try
       *[other] { $count } tries
    }
webhook-delivery = Event
webhook-happened = Happened
webhook-next = Next try
webhook-on-its-way = The delivery is on its way
webhook-reload = reload
webhook-redeliver = Deliver again
webhook-attempts = Tries
webhook-no-attempts = No try yet.
webhook-request = Request
webhook-body = Body of the request
webhook-answer = Answer
webhook-no-answer = No answer.
webhook-redirected = HTTP { $status }, redirect not followed
webhook-error-refused = Address not public
webhook-error-timed-out = No answer within 15 seconds
webhook-error-not-connected = No connection
webhook-error-broken-off = Connection broken off
webhook-error-not-tried = Not tried
notice-webhook-secret-made = New secret made
notice-webhook-on = Webhook switched on
notice-webhook-off = Webhook switched off
notice-webhook-tested = The test is being sent
notice-webhook-redelivered = It is being delivered again
activity-webhook-switched-off = A webhook was shut off because no delivery succeeded for three days

# How people are told
notifications-read = Mark as read
notifications-choose = Settings
notifications-settings = What you are told
notifications-settings-why = E-mails go to { $email }. The digest comes at 7 in the morning, and only when something happened.
notify-payment-confirmed = A customer confirmed a payment
notify-payment-reported = A customer reported a payment
notify-mail-failed = An e-mail did not arrive
notify-invoice-documents-failed = PDF and XRechnung could not be made
notify-archive-damaged = Something is missing in the archive
notify-mail-bounced = A mail came back from the recipient
notify-invoice-overdue = An invoice became overdue
notify-recurring-failed = A series could not make its invoice
notify-recurring-stopped = A series was paused after three failures
notify-billing-run-with-failures = The monthly run could not bill every customer
notify-billing-run-failed = The monthly run gave up
notify-webhook-switched-off = A webhook was shut off
notify-other = Everything else
channel-app = Show it here only
channel-mail = Here and by e-mail at once
channel-digest = Here and in the daily digest
channel-off = Not at all
notice-one-read = Read
mail-digest-subject =
    { $count ->
        [one] One notification until { $date }
       *[other] { $count } notifications until { $date }
    }
mail-digest-intro = this happened at { $organization } since the last digest:
mail-digest-more =
    { $count ->
        [one] And one more notification.
       *[other] And { $count } more notifications.
    }
mail-notice-intro = something happened at { $organization }:
mail-notice-button = Open notifications
mail-notice-why = You get this e-mail because you chose so. You can change that here: { $url }

# Audit log
room-audit = Audit log
audit-when = When
audit-who = Who
audit-what = What
audit-thing = Concerning
audit-detail = Details
audit-address = Address
audit-search = Search
audit-search-hint = Number, name, detail
audit-group = Kind
audit-person = By
audit-from = From
audit-until = Until
audit-any-group = Everything
audit-anybody = Anybody
audit-group-invoices = Invoices
audit-group-payments = Payments
audit-group-mails = E-mails
audit-group-customers = Customers
audit-group-incoming = Incoming
audit-group-settings = Settings
audit-group-access = Access
audit-group-automation = Automation
audit-group-operations = Operations
audit-by-user = Person
audit-by-api-key = API key
audit-by-portal = Customer by link
audit-by-system = RechnungsWerk
audit-about = Only about { $thing }.
audit-all-things = Show everything
audit-none = No entry
audit-none-text = The log has nothing for this search.
audit-all = Show the whole log
audit-export = As CSV
audit-newest = Newest
audit-older = Older
audit-customer-created = Customer created
audit-customer-changed = Customer changed
audit-invoice-discarded = Draft discarded
audit-organization-created = Organization created
audit-settings-company-changed = Company data changed
audit-settings-bank-changed = Bank account changed
audit-settings-portal-changed = Portal and branding changed
audit-settings-logo-changed = Logo changed
audit-settings-numbering-changed = Number ranges changed
audit-api-key-created = API key created
audit-api-key-revoked = API key revoked
audit-user-password-changed = Password changed
audit-user-password-reset-requested = New password requested
audit-incoming-received = Incoming invoice received
audit-archive-check-ordered = Archive check ordered
audit-archive-checked = Archive checked (fine / missing / changed)
audit-archive-check-failed = Archive check failed
audit-queue-paused = Queue paused
audit-queue-resumed = Queue resumed
audit-work-retried = Failed work begun anew
audit-invoice-document-linked = Expiring link to a document made
audit-billing-event-created = Billing event recorded
audit-billing-event-changed = Billing event changed
audit-billing-event-deleted = Billing event deleted
audit-billing-run-started = Monthly run begun
audit-billing-run-done = Monthly run done (billed / customers)
audit-billing-run-failed = Monthly run gave up
audit-recurring-created = Series created
audit-recurring-changed = Series changed
audit-recurring-paused = Series paused
audit-recurring-resumed = Series resumed
audit-recurring-finished = Series ended
audit-recurring-failed = Series could not make its invoice
audit-recurring-stopped = Series paused after three failures
audit-webhook-created = Webhook created
audit-webhook-changed = Webhook changed
audit-webhook-deleted = Webhook deleted
audit-webhook-redelivered = Webhook delivered again
audit-webhook-secret-rotated = Secret of a webhook renewed
audit-webhook-switched-on = Webhook switched on
audit-webhook-switched-off = Webhook switched off

# Mailings
queue-mailings = Mailings
queue-about-mailings = All unsent invoices at once
mailing-new = Send all unsent
mailing-title = Mailing
mailing-none = Everything is sent or on its way
mailing-none-text = As soon as an invoice is issued and not sent yet, you can send it here with all the others.
mailing-to-invoices = To the invoices
mailing-under-way = A mailing is under way.
mailing-watch = Watch
mailing-question =
    { $count ->
        [one] One invoice was never sent.
       *[other] { $count } invoices were never sent.
    }
mailing-how = Each goes to its customer’s billing e-mail with PDF and link, once. You can leave the page meanwhile.
mailing-nobody = None of the unsent invoices can be mailed.
mailing-start =
    { $count ->
        [one] Send one invoice now
       *[other] Send { $count } invoices now
    }
mailing-without-email =
    { $count ->
        [one] For one invoice the customer’s billing e-mail is missing
       *[other] For { $count } invoices the customer’s billing e-mail is missing
    }
mailing-add-email = Add e-mail
mailing-more = and { $count } more
mailing-running = Being sent
mailing-done = Sent
mailing-with-failures = Not everything sent
mailing-stopped = Stopped
mailing-gave-up = The mailing stopped: { $reason }. Send what is left with a new one.
mailing-progress = { $done } of { $all } finished, { $sent } taken by the mail server
mailing-no-rows = No invoice
mailing-no-rows-text = None is in this state.
mailing-to = To
mailing-chip-all = All
mailing-pending = Waiting
mailing-underway = On the way
mailing-sent = Sent
mailing-failed = Not delivered
mailing-skipped = Left out
mailing-reason-no-email = The customer’s billing e-mail is missing.
mailing-reason-sent-meanwhile = It was sent or paid meanwhile.
mailing-reason-error = Something went wrong here. We see it in the log.
notice-mailing-started = The invoices are being sent
notice-nothing-unsent = There is nothing to send
api-nothing-unsent = All invoices are sent or on their way.
audit-mailing-started = Mailing begun

# Dunning
room-dunning = Dunning
dunning-reminder = Payment reminder
dunning-first = First dunning letter
dunning-second = Second dunning letter
dunning-none = Nothing is overdue
dunning-none-text = Every invoice past its due date stands here, with the letter that comes next.
dunning-no-match = No invoice matches
dunning-chip-due = Due now
dunning-chip-later = Later
dunning-chip-held = On hold
dunning-chip-done = All levels sent
dunning-last = Last letter
dunning-next = Next letter
dunning-done = All levels sent
dunning-due-now = now
dunning-on = on { $date }
dunning-days-late =
    { $days ->
        [one] for one day
       *[other] for { $days } days
    }
dunning-hold-stopped = Customer gets no dunning letters
dunning-hold-review = A reported payment waits for review
dunning-hold-paused = Paused until { $date }
dunning-hold-reported = Payment reported, paused until { $date }
dunning-hold-no-email = Customer has no billing e-mail
dunning-next-run = What is due goes out by itself. Next run on { $date } at { $time }.
dunning-by-hand = Letters go out only when you send them.
dunning-switch-on = Make it automatic
dunning-send = Send
dunning-send-next = Send next letter
dunning-send-level = Send { $level }
dunning-send-due =
    { $count ->
        [one] Send the one due
       *[other] Send { $count } due
    }
dunning-send-due-text =
    { $count ->
        [one] One letter that is due goes out by e-mail now.
       *[other] { $count } letters that are due go out by e-mail now.
    }
dunning-letter = The letter as the customer reads it
dunning-as-text = As plain text
dunning-invoice = Invoice
dunning-open = View
dunning-history = Dunning letters
dunning-no-letters = No letter sent yet.
dunning-notice = { $total } by { $until }
dunning-asked-for = Asked for
dunning-on-top = Fees and interest come on top of the invoice. Its amount does not change.
dunning-all-sent = All levels have been sent
dunning-all-sent-text = RechnungsWerk writes nothing more. What is left is a call, a court order for payment, or writing it off.
dunning-not-overdue = Nothing to dun
dunning-not-overdue-text = The invoice is paid, cancelled or not due yet.
dunning-by-plan = By the plan, { $level } is up on { $date }. You can send it before.
dunning-sent-today = A letter went out today. The next one is up on { $date }.
dunning-pause = Pause
dunning-resume = Resume
dunning-pause-text = Nothing goes out about this invoice until that day, not even by hand.
dunning-pause-until = Pause up to and including
dunning-pause-reason = Reason
dunning-pause-reason-hint = For you only, a complaint for example.
dunning-fees = Dunning fees
dunning-lump-sum = Late payment lump sum (§ 288 (5) BGB)
dunning-interest = Default interest
dunning-interest-at = Default interest { $rate }% from { $from } to { $until }
dunning-interest-from = Default interest from { $from } to { $until }
dunning-total = Total claim
dunning-pay-until = Payable by
dunning-crossed = If your payment has crossed with this letter, please disregard it.
dunning-subject-reminder = Payment reminder for invoice { $number }
dunning-body-reminder =
    it has surely just slipped your attention: our invoice { $number } was due on { $due }, and { $amount } is still open.

    Please transfer the amount by { $until }.
dunning-subject-first = First dunning letter for invoice { $number }
dunning-body-first =
    our invoice { $number } has been overdue for { $days } days, and we have not received a payment.

    Please transfer { $total } by { $until }. If something is not right, simply reply to this e-mail.
dunning-subject-second = Second dunning letter for invoice { $number }
dunning-body-second =
    in spite of our letter, invoice { $number } has been overdue for { $days } days and is not paid.

    We ask you to transfer { $total } by { $until }. After that we reserve the right to take legal action.
portal-dunning-reminder = Payment reminder of { $date }: please pay by { $until }
portal-dunning-first = First dunning letter of { $date }: please pay by { $until }
portal-dunning-second = Second dunning letter of { $date }: please pay by { $until }
portal-dunning-charges = On top of the invoice: { $charges }. In all { $total }
settings-dunning = Dunning
dunning-automatic = Procedure
dunning-automatic-why = Every level goes out once, in order and at most one a day. Whoever reports a payment is left in peace for 7 days.
dunning-automatic-label = Send dunning letters automatically
dunning-automatic-hint = Every morning at 6, for the first time tomorrow. Until then the dunning page shows what would go out.
dunning-pay-within = New time to pay, in days
dunning-pay-within-hint = What every letter gives.
dunning-reminder-why = Friendly and usually without costs.
dunning-first-why = From here on fees and interest are usual.
dunning-second-why = The last letter.
dunning-days = Days after the due date
dunning-fee-euro = Fee in euros
dunning-ask-interest = Ask for default interest
dunning-text = Text
dunning-english = For customers who are written to in English
dunning-places = Placeholders: { $places }
dunning-interest-why = Base rate plus 9 percentage points for businesses, 5 for consumers (§ 288 BGB), by the day on the open amount.
dunning-base-rate = Own base rate in percent
dunning-base-rate-hint = Otherwise the published one, at last { $rate }% since { $date }.
dunning-lump-sum-label = Ask businesses for the lump sum of €40
dunning-lump-sum-hint = From the first dunning letter on, instead of smaller fees (§ 288 (5) BGB).
customer-kind = Kind
customer-consumer = Consumer
customer-consumer-hint = For default interest: consumers owe less.
customer-no-dunning = No dunning letters
customer-no-dunning-hint = No reminder either, neither automatically nor by hand.
queue-dunning = Dunning
queue-about-dunning = Letters about overdue invoices, at 6 a.m.
notice-dunning-sent = On its way
notice-dunning-none-sent = There was nothing to send
notice-dunning-paused = Paused
notice-dunning-resumed = Goes on
notice-not-overdue = The invoice is not overdue
notice-dunning-held = Nothing goes out about it right now
api-not-overdue = The invoice is not overdue.
api-dunning-held = No letter goes out about this invoice right now.
problem-unknown-letter-place = There is no such placeholder. Allowed are for example {"{number}"}, {"{amount}"} and {"{deadline}"}.
problem-not-after-previous = It must come after the level before.
activity-dunning-reminder = Payment reminder for { $number } to { $customer }
activity-dunning-first = First dunning letter for { $number } to { $customer }
activity-dunning-second = Second dunning letter for { $number } to { $customer }
history-dunning-reminder = Payment reminder queued
history-dunning-first = First dunning letter queued
history-dunning-second = Second dunning letter queued
history-dunning-paused = Dunning paused
history-dunning-resumed = Dunning resumed
audit-settings-dunning-changed = Dunning changed
