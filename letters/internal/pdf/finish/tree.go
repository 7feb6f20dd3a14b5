package finish

import (
	"fmt"
	"strconv"
	"strings"
)

// tree writes the structure elements, and the table that leads from each
// marked piece of content to its element. It gives the root's number.
func (f *file) tree(j Job, pages []int) int {
	root := len(f.objects)
	first := root + 1
	f.add("")
	content := make([][]mark, len(j.Elements))
	for page, marks := range j.Marks {
		for id, element := range marks {
			content[element] = append(content[element], mark{page: page, id: id})
		}
	}
	for i := range j.Elements {
		f.add(element(j, i, first, content[i], pages))
	}
	var parents strings.Builder
	for page, marks := range j.Marks {
		fmt.Fprintf(&parents, "%d [", page)
		for _, e := range marks {
			fmt.Fprintf(&parents, "%d 0 R ", first+e)
		}
		parents.WriteString("]\n")
	}
	table := f.add("<</Nums [" + parents.String() + "]>>")
	f.objects[root] = fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>",
		first, table, len(j.Marks))
	return root
}

type mark struct{ page, id int }

// element is the object of one structure element.
func element(j Job, i, first int, content []mark, pages []int) string {
	e := j.Elements[i]
	var b strings.Builder
	parent := first + e.Parent
	if e.Parent < 0 {
		parent = first - 1
	}
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", e.Role, parent)
	if len(content) > 0 {
		fmt.Fprintf(&b, " /Pg %d 0 R", pages[content[0].page])
	}
	b.WriteString(attributes(e.Role, e.Scope, e.Alt, e.Box))
	b.WriteString(" /K [")
	for _, k := range e.Kids {
		fmt.Fprintf(&b, "%d 0 R ", first+k)
	}
	for _, m := range content {
		if m.page == content[0].page {
			b.WriteString(strconv.Itoa(m.id) + " ")
			continue
		}
		fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pages[m.page], m.id)
	}
	b.WriteString("]>>")
	return b.String()
}

func attributes(role, scope, alt string, box [4]float64) string {
	switch role {
	case "TH":
		return " /A <</O /Table /Scope /" + scope + ">>"
	case "Table":
		return " /A <</O /Table /Summary " + text(alt) + ">>"
	case "Figure":
		return fmt.Sprintf(" /Alt %s /A <</O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]>>",
			text(alt), box[0], box[1], box[2], box[3])
	}
	return ""
}

// outline writes the bookmarks and gives the number of their root.
func (f *file) outline(marks []Bookmark, pages []int) int {
	root := f.add("")
	for i, m := range marks {
		item := fmt.Sprintf("<</Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]",
			text(m.Text), root, pages[m.Page], m.Y)
		if i > 0 {
			item += fmt.Sprintf(" /Prev %d 0 R", root+i)
		}
		if i < len(marks)-1 {
			item += fmt.Sprintf(" /Next %d 0 R", root+i+2)
		}
		f.add(item + ">>")
	}
	f.objects[root] = fmt.Sprintf("<</Type /Outlines /First %d 0 R /Last %d 0 R /Count %d>>", root+1, root+len(marks), len(marks))
	return root
}
