# General
pages-of = Page { $page } of { $pages }

# Mails
mail-greeting = Hello,
mail-greeting-name = Hello { $name },
mail-closing = If you have any questions, simply reply to this e-mail.
mail-regards = Thank you and kind regards
    { $name }
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
mail-invoice-attached = please find attached our invoice { $number } of { $date }. The PDF file also carries the e-invoice (ZUGFeRD) for your accounting.
mail-cancellation-subject = Your cancellation invoice { $number }
mail-cancellation-attached = please find attached our cancellation invoice { $number } of { $date }.
mail-cancellation-intro = our cancellation invoice { $number } of { $date } is ready for you.
mail-portal-intro = our invoice { $number } of { $date } is ready for you.
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
mail-confirmation-subject = Payment confirmed: invoice { $number }
mail-confirmation-intro = { $customer } confirmed on the portal page that invoice { $number } has been paid.
mail-confirmation-note = The customer writes:
mail-confirmation-settled = The invoice now counts as paid. If no money has arrived, you can reject the confirmation; the invoice is then open again.
mail-confirmation-reported = The invoice stays open until you accept the confirmation. Reminders pause for seven days.
mail-confirmation-button = Open invoice
