package finish

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the PDF format names this checksum
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"signpost.health/signpost/letters/internal/block"
)

const (
	producer  = "Signpost"
	namespace = "https://signpost.health/ns/letter/"
)

// info is the old document information, which must agree with the metadata.
func info(j Job) string {
	day := date(j.Created)
	return fmt.Sprintf("<</Title %s /Author %s /Subject %s /Producer %s /Creator %s /CreationDate %s /ModDate %s>>",
		text(j.Title), text(j.Author), text(j.Subject), text(producer), text(producer), day, day)
}

func date(t time.Time) string { return "(D:" + t.UTC().Format("20060102150405") + "+00'00')" }

// metadata writes the XMP packet. The letter's own properties are declared in
// it, as the archival standard asks.
func (f *file) metadata(j Job) int {
	day := j.Created.UTC().Format(time.RFC3339)
	var own, schema strings.Builder
	for _, p := range j.Properties {
		fmt.Fprintf(&own, "<signpost:%s>%s</signpost:%s>\n", p.Name, escape(p.Value), p.Name)
		fmt.Fprintf(&schema, `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>%s</pdfaProperty:name>`+
			`<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>`+
			`<pdfaProperty:description>%s of the letter</pdfaProperty:description></rdf:li>`+"\n", p.Name, p.Name)
	}
	level := ""
	if j.Archival {
		level = "<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
	}
	packet := strings.NewReplacer(
		"{title}", escape(j.Title), "{author}", escape(j.Author), "{subject}", escape(j.Subject), "{day}", day,
		"{language}", escape(j.Language), "{producer}", producer, "{level}", level, "{namespace}", namespace,
		"{own}", own.String(), "{schema}", schema.String(),
	).Replace(packetTemplate)
	return f.add(stream("/Type /Metadata /Subtype /XML", []byte(packet)))
}

const packetTemplate = `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
{level}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:signpost="{namespace}">
{own}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Signpost letter</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>signpost</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{schema}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`

func escape(s string) string {
	var b bytes.Buffer
	// EscapeText fails only when its writer does.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// attach embeds files and gives the catalog's entries for them.
func (f *file) attach(files []block.File, created time.Time) string {
	var names strings.Builder
	day := date(created)
	for _, a := range files {
		data := f.add(f.packed(fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Params <</Size %d /CheckSum <%x> /CreationDate %s /ModDate %s>>",
			strings.ReplaceAll(a.MIME, "/", "#2F"), len(a.Data), md5.Sum(a.Data), day, day), a.Data)) //nolint:gosec // see the import
		spec := f.add(fmt.Sprintf("<</Type /Filespec /F %s /UF %s /Desc %s /EF <</F %d 0 R /UF %d 0 R>>>>",
			text(a.Name), text(a.Name), text(a.Describe), data, data))
		fmt.Fprintf(&names, "%s %d 0 R ", text(a.Name), spec)
	}
	return "\n/Names <</EmbeddedFiles <</Names [" + names.String() + "]>>>>"
}
