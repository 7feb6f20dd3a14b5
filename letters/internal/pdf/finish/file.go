package finish

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// file is a PDF as its objects, by number; object 0 is not used.
type file struct {
	objects    []string
	root, info int
	// zip packs one stream after the other: a new one for each costs more than
	// what it packs.
	zip *zlib.Writer
}

var errShape = errors.New("not the plain PDF that the drawing library writes")

// read takes the objects apart by the cross-reference table.
func read(data []byte) (*file, error) {
	at := bytes.LastIndex(data, []byte("startxref\n"))
	if at < 0 {
		return nil, errShape
	}
	start, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(data[at+10:])), "%%EOF")))
	if err != nil || start <= 0 || start >= at {
		return nil, errShape
	}
	table, trailer, found := strings.Cut(string(data[start:at]), "trailer\n")
	lines := strings.Split(strings.TrimSpace(table), "\n")
	if !found || len(lines) < 3 || lines[0] != "xref" {
		return nil, errShape
	}
	offsets := make([]int, len(lines)-2)
	for i, l := range lines[2:] {
		if len(l) < 10 {
			return nil, errShape
		}
		if offsets[i], err = strconv.Atoi(l[:10]); err != nil {
			return nil, errShape
		}
	}
	f := &file{root: reference(trailer, "/Root "), info: reference(trailer, "/Info ")}
	if f.objects, err = cut(data[:start], offsets); err != nil {
		return nil, err
	}
	if f.root == 0 || f.info == 0 || f.root >= len(f.objects) || f.info >= len(f.objects) {
		return nil, errShape
	}
	return f, nil
}

// cut divides the body into objects. Objects end where the next one starts.
func cut(body []byte, offsets []int) ([]string, error) {
	ends := slices.Clone(offsets)
	slices.Sort(ends)
	objects := make([]string, len(offsets))
	for n := 1; n < len(offsets); n++ {
		from, to := offsets[n], len(body)
		if i, _ := slices.BinarySearch(ends, from+1); i < len(ends) {
			to = ends[i]
		}
		if from <= 0 || to > len(body) || from >= to {
			return nil, errShape
		}
		head := strconv.Itoa(n) + " 0 obj\n"
		s := string(body[from:to])
		if !strings.HasPrefix(s, head) || !strings.HasSuffix(s, "endobj\n") {
			return nil, errShape
		}
		objects[n] = strings.TrimSuffix(strings.TrimSuffix(s[len(head):], "endobj\n"), "\n")
	}
	return objects, nil
}

func reference(trailer, key string) int {
	_, after, _ := strings.Cut(trailer, key)
	n, _, _ := strings.Cut(after, " ")
	number, err := strconv.Atoi(n)
	if err != nil {
		return 0
	}
	return number
}

// pages are the numbers of the page objects, in order.
func (f *file) pages() []int {
	var out []int
	for n, o := range f.objects {
		if strings.HasPrefix(o, "<</Type /Page\n") {
			out = append(out, n)
		}
	}
	return out
}

// add gives an object the next number.
func (f *file) add(object string) int {
	f.objects = append(f.objects, object)
	return len(f.objects) - 1
}

// bytes writes the file with a new cross-reference table. Its id is made from
// its content, so that the same letter has the same id.
func (f *file) bytes(archival bool) []byte {
	var b bytes.Buffer
	version := "1.7"
	if archival {
		version = "1.4"
	}
	b.WriteString("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(f.objects))
	for n := 1; n < len(f.objects); n++ {
		offsets[n] = b.Len()
		b.WriteString(strconv.Itoa(n) + " 0 obj\n" + f.objects[n] + "\nendobj\n")
	}
	id := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects))
	for _, at := range offsets[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects), f.root, f.info, id[:16], id[:16], start)
	return b.Bytes()
}

// text is a PDF text string: as it stands where it is plain, else UTF-16.
func text(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r < 0x20 || r > 0x7E }) < 0 {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

// packed is a stream object whose data are packed.
func (f *file) packed(keys string, data []byte) string {
	var b bytes.Buffer
	if f.zip == nil {
		f.zip = zlib.NewWriter(&b)
	} else {
		f.zip.Reset(&b)
	}
	// A bytes.Buffer never fails.
	_, _ = f.zip.Write(data)
	_ = f.zip.Close()
	return stream(keys+" /Filter /FlateDecode", b.Bytes())
}

// stream is a stream object with further keys.
func stream(keys string, data []byte) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", keys, len(data), data)
}
