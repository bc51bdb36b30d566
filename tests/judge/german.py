"""The German rules (BR-DE-…) and those of Peppol that XRechnung 3.0 includes, written down anew from their descriptions.

No package registry carries the official ones. These know nothing of the program's own gate, so that both can disagree.
"""

import re
from decimal import Decimal

UBL = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}
CII = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
# Where the terms stand in each syntax; an alternative is parted by a bar.
UBL_PATHS = {
    "process": "cbc:ProfileID",
    "type": "cbc:InvoiceTypeCode|cbc:CreditNoteTypeCode",
    "currency": "cbc:DocumentCurrencyCode",
    "tax_currency": "cbc:TaxCurrencyCode",
    "reference": "cbc:BuyerReference",
    "preceding": "cac:BillingReference/cac:InvoiceDocumentReference",
    "period": "cac:InvoicePeriod",
    "start": "cbc:StartDate",
    "end": "cbc:EndDate",
    "seller": "cac:AccountingSupplierParty/cac:Party",
    "buyer": "cac:AccountingCustomerParty/cac:Party",
    "address": "cac:PostalAddress",
    "city": "cbc:CityName",
    "postcode": "cbc:PostalZone",
    "contact": "cac:Contact",
    "name": "cbc:Name",
    "phone": "cbc:Telephone",
    "mail": "cbc:ElectronicMail",
    "endpoint": "cbc:EndpointID",
    "tax_ids": "cac:PartyTaxScheme/cbc:CompanyID",
    "representative": "cac:TaxRepresentativeParty",
    "place": "cac:Delivery/cac:DeliveryLocation/cac:Address",
    "means": "cac:PaymentMeans",
    "code": "cbc:PaymentMeansCode",
    "account": "cac:PayeeFinancialAccount",
    "iban": "cac:PayeeFinancialAccount/cbc:ID",
    "card": "cac:CardAccount",
    "mandate": "cac:PaymentMeans/cac:PaymentMandate/cbc:ID",
    "creditor": "*/cac:Party/cac:PartyIdentification/cbc:ID[@schemeID='SEPA']|cac:PayeeParty/cac:PartyIdentification/cbc:ID[@schemeID='SEPA']",
    "debited": "cac:PaymentMeans/cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID",
    "terms": "cac:PaymentTerms/cbc:Note",
    "groups": "cac:TaxTotal/cac:TaxSubtotal",
    "group_rate": "cac:TaxCategory/cbc:Percent",
    "tax_total": "cac:TaxTotal/cbc:TaxAmount",
    "files": "cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject",
    "links": "cac:AdditionalDocumentReference/cac:Attachment/cac:ExternalReference/cbc:URI",
    "entries": "cac:AllowanceCharge",
    "lines": "cac:InvoiceLine|cac:CreditNoteLine",
    "line_entries": "cac:AllowanceCharge",
    "indicator": "cbc:ChargeIndicator",
    "amount": "cbc:Amount",
    "base": "cbc:BaseAmount",
    "percent": "cbc:MultiplierFactorNumeric",
    "quantity": "cbc:InvoicedQuantity|cbc:CreditedQuantity",
    "net": "cbc:LineExtensionAmount",
    "price": "cac:Price/cbc:PriceAmount",
    "per": "cac:Price/cbc:BaseQuantity",
    "gross": "cac:Price/cac:AllowanceCharge/cbc:BaseAmount",
    "discount": "cac:Price/cac:AllowanceCharge/cbc:Amount",
    "price_indicator": "cac:Price/cac:AllowanceCharge/cbc:ChargeIndicator",
    "line_period": "cac:InvoicePeriod",
    "line_category": "cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
}
_AGREEMENT, _SETTLEMENT = "//ram:ApplicableHeaderTradeAgreement", "//ram:ApplicableHeaderTradeSettlement"
_GROSS = "ram:SpecifiedLineTradeAgreement/ram:GrossPriceProductTradePrice"
CII_PATHS = {
    "process": "//ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
    "type": "rsm:ExchangedDocument/ram:TypeCode",
    "currency": f"{_SETTLEMENT}/ram:InvoiceCurrencyCode",
    "tax_currency": f"{_SETTLEMENT}/ram:TaxCurrencyCode",
    "reference": f"{_AGREEMENT}/ram:BuyerReference",
    "preceding": f"{_SETTLEMENT}/ram:InvoiceReferencedDocument",
    "period": f"{_SETTLEMENT}/ram:BillingSpecifiedPeriod",
    "start": "ram:StartDateTime/udt:DateTimeString",
    "end": "ram:EndDateTime/udt:DateTimeString",
    "seller": f"{_AGREEMENT}/ram:SellerTradeParty",
    "buyer": f"{_AGREEMENT}/ram:BuyerTradeParty",
    "address": "ram:PostalTradeAddress",
    "city": "ram:CityName",
    "postcode": "ram:PostcodeCode",
    "contact": "ram:DefinedTradeContact",
    "name": "ram:PersonName|ram:DepartmentName",
    "phone": "ram:TelephoneUniversalCommunication/ram:CompleteNumber",
    "mail": "ram:EmailURIUniversalCommunication/ram:URIID",
    "endpoint": "ram:URIUniversalCommunication/ram:URIID",
    "tax_ids": "ram:SpecifiedTaxRegistration/ram:ID",
    "representative": f"{_AGREEMENT}/ram:SellerTaxRepresentativeTradeParty",
    "place": "//ram:ApplicableHeaderTradeDelivery/ram:ShipToTradeParty/ram:PostalTradeAddress",
    "means": f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans",
    "code": "ram:TypeCode",
    "account": "ram:PayeePartyCreditorFinancialAccount",
    "iban": "ram:PayeePartyCreditorFinancialAccount/ram:IBANID",
    "card": "ram:ApplicableTradeSettlementFinancialCard",
    "mandate": f"{_SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID",
    "creditor": f"{_SETTLEMENT}/ram:CreditorReferenceID",
    "debited": f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementPaymentMeans/ram:PayerPartyDebtorFinancialAccount/ram:IBANID",
    "terms": f"{_SETTLEMENT}/ram:SpecifiedTradePaymentTerms/ram:Description",
    "groups": f"{_SETTLEMENT}/ram:ApplicableTradeTax",
    "group_rate": "ram:RateApplicablePercent",
    "tax_total": f"{_SETTLEMENT}/ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount",
    "files": f"{_AGREEMENT}/ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject",
    "links": f"{_AGREEMENT}/ram:AdditionalReferencedDocument/ram:URIID",
    "entries": f"{_SETTLEMENT}/ram:SpecifiedTradeAllowanceCharge",
    "lines": "//ram:IncludedSupplyChainTradeLineItem",
    "line_entries": "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge",
    "indicator": "ram:ChargeIndicator/udt:Indicator",
    "amount": "ram:ActualAmount",
    "base": "ram:BasisAmount",
    "percent": "ram:CalculationPercent",
    "quantity": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
    "net": "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
    "price": "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount",
    "per": "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:BasisQuantity",
    "gross": f"{_GROSS}/ram:ChargeAmount",
    "discount": f"{_GROSS}/ram:AppliedTradeAllowanceCharge/ram:ActualAmount",
    "price_indicator": f"{_GROSS}/ram:AppliedTradeAllowanceCharge/ram:ChargeIndicator/udt:Indicator",
    "line_period": "ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod",
    "line_category": "ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode",
}
SKONTO = re.compile(r"#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}#(BASISBETRAG=-?\d+\.\d{2}#)?")
MAIL = re.compile(r"[\w!#$%&\"*+/=?^`{|}~.-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")


class Rules:
    def __init__(self, document):
        self.root, self.broken = document, []
        is_ubl = document.tag.rsplit("}", 1)[-1] != "CrossIndustryInvoice"
        self.paths, self.spaces = (UBL_PATHS, UBL) if is_ubl else (CII_PATHS, CII)
        self.is_ubl = is_ubl

    def all(self, term, below=None):
        node = self.root if below is None else below
        return node.xpath(self.paths[term], namespaces=self.spaces) if node is not None else []

    def one(self, term, below=None):
        found = self.all(term, below)
        return found[0] if found else None

    def text(self, term, below=None):
        node = self.one(term, below)
        return "" if node is None else (node.text or "").strip()

    def number(self, term, below=None, default=None):
        text = self.text(term, below)
        return Decimal(text) if text else default

    def want(self, rule, holds, about=""):
        if not holds:
            self.broken.append((rule, about))

    def judge(self):
        self.head()
        self.parties()
        self.payment()
        self.terms()
        self.taxes()
        for entry in self.all("entries"):
            self.entry(entry)
        for line in self.all("lines"):
            self.line(line)
        return self.broken

    def head(self):
        self.want("PEPPOL-EN16931-R001", self.text("process"))
        self.want("PEPPOL-EN16931-R005", self.text("tax_currency") != self.text("currency"))
        self.want("BR-DE-15", self.text("reference"))
        self.want("BR-DE-17", self.text("type") in "326 380 381 384 389 875 876 877".split())
        self.want("BR-DE-26", self.text("type") != "384" or self.all("preceding"))
        names = [file.get("filename") for file in self.all("files")]
        self.want("BR-DE-22", len(names) == len(set(names)))
        for link in self.all("links"):
            self.want("BR-TMP-2", re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", link.text or ""), link.text)

    def parties(self):
        seller, buyer = self.one("seller"), self.one("buyer")
        contact = self.one("contact", seller)
        self.want("BR-DE-2", contact is not None)
        for rule, term in (("BR-DE-5", "name"), ("BR-DE-6", "phone"), ("BR-DE-7", "mail")):
            self.want(rule, self.text(term, contact))
        self.want("BR-DE-27", len(re.findall(r"\d", self.text("phone", contact))) >= 3)
        self.want("BR-DE-28", MAIL.fullmatch(self.text("mail", contact)))
        places = [(self.one("address", seller), "BR-DE-3", "BR-DE-4"), (self.one("address", buyer), "BR-DE-8", "BR-DE-9")]
        places += [(place, "BR-DE-10", "BR-DE-11") for place in self.all("place")]
        for place, city, postcode in places:
            self.want(city, self.text("city", place))
            self.want(postcode, self.text("postcode", place))
        for rule, party in (("PEPPOL-EN16931-R020", seller), ("PEPPOL-EN16931-R010", buyer)):
            endpoint = self.one("endpoint", party)
            self.want(rule, endpoint is not None and endpoint.get("schemeID"))
        taxed = {node.text for node in self.all("line_category")} - {"O"}
        self.want("BR-DE-16", not taxed or self.all("tax_ids", seller) or self.all("representative"))

    def payment(self):
        self.want("BR-DE-1", self.all("means"))
        has_debit = any(self.all(term) for term in ("mandate", "creditor", "debited"))
        for means in self.all("means"):
            code, account, card = self.text("code", means), self.all("account", means), self.all("card", means)
            if code in ("30", "58"):
                self.want("BR-DE-23-a", account)
                self.want("BR-DE-23-b", not card and not has_debit)
                self.want("BR-DE-19", code == "30" or is_iban(self.text("iban", means)))
            elif code in ("48", "54", "55"):
                self.want("BR-DE-24-a", card)
                self.want("BR-DE-24-b", not account and not has_debit)
            elif code == "59":
                self.want("BR-DE-25-a", has_debit)
                self.want("BR-DE-25-b", not account and not card)
                self.want("BR-DE-20", is_iban(self.text("debited")))
        if has_debit:
            for rule, term in (("PEPPOL-EN16931-R061", "mandate"), ("BR-DE-30", "creditor"), ("BR-DE-31", "debited")):
                self.want(rule, self.text(term))

    def terms(self):
        nodes = self.all("terms")
        self.want("BR-DE-18-a", len(nodes) < 2)
        text = (nodes[0].text or "") if nodes else ""
        skonto = [line for line in text.split("\n") if line.strip().startswith("#")]
        for line in skonto:
            self.want("BR-DE-18", SKONTO.fullmatch(line.strip()), line)
        self.want("BR-DE-18", not skonto or re.match(r"\s*\n", re.split(r"#.+#", text)[-1]), "no newline behind the last Skonto")

    def taxes(self):
        for group in self.all("groups"):
            self.want("BR-DE-14", self.text("group_rate", group))
        own = [amount for amount in self.all("tax_total") if amount.get("currencyID") == self.text("currency")]
        other = [amount for amount in self.all("tax_total") if amount.get("currencyID") != self.text("currency")]
        self.want("PEPPOL-EN16931-R053", len(own) == 1 or (not own and not self.is_ubl))
        self.want("PEPPOL-EN16931-R054", len(other) == (1 if self.text("tax_currency") else 0))
        if own and other:
            self.want("PEPPOL-EN16931-R055", Decimal(own[0].text) * Decimal(other[0].text) >= 0)

    def entry(self, entry):
        amount, base, percent = (self.number(term, entry) for term in ("amount", "base", "percent"))
        self.want("PEPPOL-EN16931-R041", percent is None or base is not None)
        self.want("PEPPOL-EN16931-R042", base is None or percent is not None)
        if base is not None and percent is not None:
            self.want("PEPPOL-EN16931-R040", abs(amount - base * percent / 100) <= Decimal("0.02"), f"{amount} for {percent} % of {base}")
        self.want("PEPPOL-EN16931-R043", self.text("indicator", entry) in ("true", "false"))

    def line(self, line):
        sign = {"true": 1, "false": -1}
        for entry in self.all("line_entries", line):
            self.entry(entry)
        extra = sum(sign[self.text("indicator", entry)] * self.number("amount", entry) for entry in self.all("line_entries", line))
        quantity, per = self.number("quantity", line), self.number("per", line, Decimal(1))
        price, net = self.number("price", line), self.number("net", line)
        self.want("PEPPOL-EN16931-R121", per > 0)
        self.want("PEPPOL-EN16931-R120", abs(net - quantity * price / per - extra) <= Decimal("0.02"), f"{net}")
        unit = self.one("per", line).get("unitCode") if self.all("per", line) else None
        self.want("PEPPOL-EN16931-R130", unit in (None, self.one("quantity", line).get("unitCode")))
        self.want("PEPPOL-EN16931-R044", self.text("price_indicator", line) in ("", "false"))
        if self.all("gross", line):
            gross, discount = self.number("gross", line), self.number("discount", line, Decimal(0))
            self.want("PEPPOL-EN16931-R046", price == gross - discount)
        whole, own = self.one("period"), self.one("line_period", line)
        for rule, term, fits in (("PEPPOL-EN16931-R110", "start", str.__ge__), ("PEPPOL-EN16931-R111", "end", str.__le__)):
            if self.text(term, whole) and self.text(term, own):
                self.want(rule, fits(self.text(term, own), self.text(term, whole)))
        for reference in line.xpath("cac:DocumentReference/cbc:DocumentTypeCode", namespaces=UBL):
            self.want("PEPPOL-EN16931-R101", reference.text == "130")


def is_iban(text):
    text = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Za-z0-9]{0,30}", text):
        return False
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97 == 1


def judge(document):
    """Broken rules of an XRechnung as pairs of rule and detail."""
    return Rules(document).judge()
