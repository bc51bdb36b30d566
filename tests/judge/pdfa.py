"""Judges PDF files by the rules of PDF/A-3b (ISO 19005-3) and ZUGFeRD that can be read off the file, and reads the attached XML back.

python pdfa.py [--codes] FILE…   prints one JSON object per file: findings, pages, links, attached XML as factur-x finds it,
and with --codes what an independent reader finds in the rendered GiroCodes.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from lxml import etree
from pikepdf import Name

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "fx": "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "ext": "http://www.aiim.org/pdfa/ns/extension/",
    "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "property": "http://www.aiim.org/pdfa/ns/property#",
}
FORBIDDEN_ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/JavaScript"}
LEVELS = {"factur-x.xml": "EN 16931", "xrechnung.xml": "XRECHNUNG"}
VERSIONS = {"factur-x.xml": "1.0", "xrechnung.xml": "3.0"}


class Judge:
    def __init__(self, path):
        self.raw = Path(path).read_bytes()
        self.pdf = pikepdf.open(path)
        self.findings = []

    def want(self, holds, clause, text):
        if not holds:
            self.findings.append(f"{clause}: {text}")

    def judge(self):
        self.file_structure()
        self.streams()
        self.output_intent()
        self.fonts()
        self.pages()
        self.metadata()
        self.embedded_files()
        return self.findings

    def file_structure(self):
        self.want(re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4,}\n", self.raw), "6.1.2", "header and binary comment")
        self.want("/ID" in self.pdf.trailer and len(self.pdf.trailer.ID) == 2, "6.1.3", "trailer ID")
        self.want("/Encrypt" not in self.pdf.trailer, "6.1.3", "no encryption")
        self.want(re.search(rb"%%EOF\n?$", self.raw), "6.1.3", "nothing after the end of file marker")
        self.want(re.search(rb"xref\n0 \d+\n", self.raw), "6.1.4", "cross-reference table")
        for match in re.finditer(rb"(?<=\n)(\d+) 0 obj", self.raw):
            self.want(self.raw[match.end() : match.end() + 1] in b"\r\n", "6.1.9", "end of line after obj")
        root = self.pdf.Root
        self.want("/Lang" in root, "6.7", "Lang")
        for key in ("/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/Requirements", "/Perms"):
            self.want(key not in root, "6.x", f"{key} in the catalogue")
        self.want(root.ViewerPreferences.DisplayDocTitle is True or bool(root.ViewerPreferences.DisplayDocTitle), "house", "DisplayDocTitle")

    def streams(self):
        for item in self.pdf.objects:
            if not isinstance(item, pikepdf.Stream):
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                    self.want(item.Subtype in ("/Type0", "/CIDFontType2"), "6.2.11", "font kinds of ours")
                continue
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                self.want(key not in item, "6.1.7.1", f"{key} in a stream")
            filters = item.get("/Filter", None)
            self.want(filters in (None, Name.FlateDecode, Name.DCTDecode), "6.1.7.2", f"filter {filters}")
            self.want(len(item.read_raw_bytes()) == int(item.Length), "6.1.7.1", "stream length")
            if item.get("/Subtype") == "/Image":
                for key in ("/SMask", "/Mask", "/Alternates", "/OPI"):
                    self.want(key not in item, "6.2.8", f"{key} in an image")
                self.want(not item.get("/Interpolate", False), "6.2.8.1", "Interpolate")
                self.want(item.ColorSpace in (Name.DeviceRGB, Name.DeviceGray), "6.2.4", "image colour space")

    def output_intent(self):
        intents = list(self.pdf.Root.get("/OutputIntents", []))
        self.want(len(intents) == 1, "6.2.3", "one output intent")
        for intent in intents:
            self.want(intent.S == "/GTS_PDFA1", "6.2.3", "GTS_PDFA1")
            self.want("/OutputConditionIdentifier" in intent, "6.2.3", "OutputConditionIdentifier")
            profile = intent.DestOutputProfile.read_bytes()
            self.want(intent.DestOutputProfile.N == 3, "6.2.3", "N")
            self.want(int.from_bytes(profile[:4], "big") == len(profile), "6.2.3", "profile size")
            self.want(profile[36:40] == b"acsp" and profile[12:16] == b"mntr" and profile[16:20] == b"RGB ", "6.2.3", "RGB display profile")
            self.want(profile[8] in (2, 4), "6.2.3", "profile version")

    def fonts(self):
        from fontTools.ttLib import TTFont

        seen = set()
        for page in self.pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                if font.objgen in seen:
                    continue
                seen.add(font.objgen)
                descendant = font.DescendantFonts[0]
                descriptor = descendant.FontDescriptor
                self.want(font.Encoding == "/Identity-H", "6.2.11.3.3", "Identity-H")
                self.want(descendant.CIDToGIDMap == "/Identity", "6.2.11.3.2", "CIDToGIDMap")
                self.want("/FontFile2" in descriptor, "6.2.11.4.1", "font embedded")
                self.want("/CIDSet" not in descriptor, "6.2.11.4.2", "no CIDSet")
                self.want(re.match(r"/[A-Z]{6}\+", str(descriptor.FontName)), "9.6.4", "subset tag")
                self.want(font.BaseFont == descendant.BaseFont == descriptor.FontName, "6.2.11.2", "font names agree")
                program = descriptor.FontFile2.read_bytes()
                self.want(len(program) == int(descriptor.FontFile2.Length1), "6.2.11.2", "Length1")
                truetype = TTFont(io.BytesIO(program), checkChecksums=2)
                units, metrics = truetype["head"].unitsPerEm, truetype["hmtx"]
                widths = [int(width) for width in descendant.W[1]]
                order = truetype.getGlyphOrder()
                self.want(len(order) == len(widths) + 1, "6.2.11.4.1", "every code has a glyph")
                for code, width in enumerate(widths, start=1):
                    real = metrics[order[code]][0] * 1000 / units
                    self.want(abs(real - width) < 1, "6.2.11.5", f"width of code {code}: {width} for {real}")
                    truetype["glyf"][order[code]].expand(truetype["glyf"])
                mapped = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>", font.ToUnicode.read_bytes())
                codes = {int(code, 16) for code, _ in mapped}
                self.want(set(range(1, len(order))) <= codes, "6.2.11.7", "ToUnicode covers every code")
                self.want(not {int(character, 16) for _, character in mapped} & {0, 0xFEFF, 0xFFFE}, "6.2.11.7.2", "ToUnicode values")
                self.codes_used(font, len(order))

    def codes_used(self, font, glyph_count):
        for page in self.pdf.pages:
            names = [name for name, other in page.Resources.Font.items() if other.objgen == font.objgen]
            current = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    current = str(operands[0])
                if str(operator) == "Tj" and current in names:
                    text = bytes(operands[0])
                    for at in range(0, len(text), 2):
                        code = int.from_bytes(text[at : at + 2], "big")
                        self.want(0 < code < glyph_count, "6.2.11.8", f"code {code} has no glyph")

    def pages(self):
        for page in self.pdf.pages:
            for key in ("/AA", "/PresSteps"):
                self.want(key not in page, "6.6.1", f"{key} in a page")
            self.want("/ExtGState" not in page.Resources, "6.2.10", "no transparency")
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                operator = str(operator)
                depth += {"q": 1, "Q": -1}.get(operator, 0)
                self.want(0 <= depth <= 28, "6.1.13", "nesting of q and Q")
                self.want(operator in set("q Q cm Do re f rg m l c BT ET Tf Td Tj".split()), "6.2.2", f"operator {operator}")
            self.want(depth == 0, "6.2.2", "q without Q")
            for annotation in page.get("/Annots", []):
                self.want(annotation.Subtype == "/Link", "6.3.1", "kind of annotation")
                self.want(int(annotation.get("/F", 0)) & 4 and not int(annotation.F) & (1 | 2 | 32 | 256), "6.3.2", "annotation flags")
                self.want(annotation.A.S == "/URI" and str(annotation.A.S) not in FORBIDDEN_ACTIONS, "6.5.1", "kind of action")

    def metadata(self):
        stream = self.pdf.Root.Metadata
        self.want("/Filter" not in stream, "6.6.2.1", "metadata is not compressed")
        self.want(stream.Type == "/Metadata" and stream.Subtype == "/XML", "6.6.2.1", "metadata keys")
        packet = stream.read_bytes()
        self.want(packet.startswith(b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'), "6.6.2.1", "packet header")
        self.want(b"bytes=" not in packet[:100] and b"encoding=" not in packet[:100], "6.6.2.1", "deprecated packet attributes")
        tree = etree.fromstring(packet)
        self.xmp = lambda path: [str(found).strip() for found in tree.xpath(path, namespaces=NAMESPACES)]
        self.want(self.xmp("//pdfaid:part/text()") == ["3"], "6.6.4", "pdfaid:part")
        self.want(self.xmp("//pdfaid:conformance/text()") == ["B"], "6.6.4", "pdfaid:conformance")
        info = self.pdf.docinfo
        pairs = {
            "/Title": "//dc:title/rdf:Alt/rdf:li[@xml:lang='x-default']/text()",
            "/Author": "//dc:creator/rdf:Seq/rdf:li/text()",
            "/Producer": "//pdf:Producer/text()",
            "/Creator": "//xmp:CreatorTool/text()",
        }
        for key, path in pairs.items():
            self.want(self.xmp(path) == [re.sub(r"[\x00-\x1f]", " ", str(info[key])).strip()], "6.6.3", f"Info {key} and XMP agree")
        for key, path in {"/CreationDate": "//xmp:CreateDate/text()", "/ModDate": "//xmp:ModifyDate/text()"}.items():
            digits = re.sub(r"\D", "", str(info[key]))[:14]
            self.want([re.sub(r"\D", "", found)[:14] for found in self.xmp(path)] == [digits], "6.6.3", f"Info {key} and XMP agree")

    def embedded_files(self):
        names = self.pdf.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
        associated = list(self.pdf.Root.get("/AF", []))
        self.want(len(names) == 2 * len(associated), "6.8", "every embedded file is associated")
        listed = [str(name) for name in list(names)[::2]]
        self.want(listed == sorted(listed), "7.9.6", "names in order")
        self.embedded = None
        for specification in associated:
            name, stream = str(specification.UF), specification.EF.F
            self.want(specification.Type == "/Filespec", "6.8", "Type")
            self.want(str(specification.F) == name and name in listed, "6.8", "F, UF and name agree")
            self.want(len(str(specification.Desc)) > 0, "6.8", "Desc")
            self.want(stream.Type == "/EmbeddedFile" and re.fullmatch(r"/[\w.-]+/[\w.+-]+", str(stream.Subtype)), "6.8", "Subtype")
            self.want("/ModDate" in stream.Params, "6.8", "Params ModDate")
            self.want(int(stream.Params.Size) == len(stream.read_bytes()), "6.8", "Params Size")
            if name not in LEVELS:
                self.want(specification.AFRelationship == "/Supplement", "6.8", "AFRelationship of an attachment")
                continue
            self.embedded = name
            self.want(specification.AFRelationship == "/Alternative", "ZUGFeRD", "AFRelationship")
            self.want(stream.Subtype == "/text/xml", "6.8", "Subtype of the invoice")
            self.want(self.xmp("//fx:DocumentFileName/text()") == [self.embedded], "ZUGFeRD", "fx:DocumentFileName")
            self.want(self.xmp("//fx:ConformanceLevel/text()") == [LEVELS.get(self.embedded)], "ZUGFeRD", "fx:ConformanceLevel")
            self.want(self.xmp("//fx:DocumentType/text()") == ["INVOICE"], "ZUGFeRD", "fx:DocumentType")
            self.want(self.xmp("//fx:Version/text()") == [VERSIONS.get(self.embedded)], "ZUGFeRD", "fx:Version")
            declared = self.xmp("//ext:schemas/rdf:Bag/rdf:li/schema:property/rdf:Seq/rdf:li/property:name/text()")
            self.want(sorted(declared) == ["ConformanceLevel", "DocumentFileName", "DocumentType", "Version"], "6.6.2.3", "extension schema")
            self.want(self.xmp("//schema:namespaceURI/text()") == [NAMESPACES["fx"]], "6.6.2.3", "namespace of the extension schema")
            self.want(self.xmp("//schema:prefix/text()") == ["fx"], "6.6.2.3", "prefix of the extension schema")


def girocodes(path):
    """What an independent reader finds in the rendered pages."""
    import zxingcpp
    from PIL import Image

    found = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "200", "-png", path, f"{folder}/page"], check=True)
        for image in sorted(Path(folder).glob("*.png")):
            found += [{"text": code.text, "level": code.ec_level} for code in zxingcpp.read_barcodes(Image.open(image))]
    return found


def links(pdf):
    return [str(annotation.A.URI) for page in pdf.pages for annotation in page.get("/Annots", [])]


def embedded_xml(path):
    """The attached XML and its amounts, as factur-x finds them; None where nothing is attached."""
    from facturx import get_xml_from_pdf

    name, content = get_xml_from_pdf(Path(path).read_bytes(), check_xsd=False)
    if not name:
        return None
    tree = etree.fromstring(content)
    terms = ["LineTotalAmount", "CalculatedAmount", "BasisAmount", "TaxBasisTotalAmount", "GrandTotalAmount", "DuePayableAmount"]
    amounts = {term: tree.xpath(f"//*[local-name()='{term}']/text()") for term in terms}
    return {"name": name, "content": content.decode(), "amounts": amounts}


def report(path, with_codes):
    judge = Judge(path)
    findings = judge.judge()
    answer = {"findings": sorted(set(findings)), "pages": len(judge.pdf.pages), "links": links(judge.pdf), "embedded": judge.embedded}
    answer["xml"] = embedded_xml(path) if judge.embedded else None
    if with_codes:
        answer["girocodes"] = girocodes(path)
    return answer


if __name__ == "__main__":
    codes = "--codes" in sys.argv
    for file in sys.argv[1:]:
        if not file.startswith("--"):
            print(json.dumps(report(file, codes)))
