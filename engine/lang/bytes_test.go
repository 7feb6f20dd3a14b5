package lang_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

type byteCase struct{ name, data, want string }

func TestBytes(t *testing.T) {
	for _, test := range append(encodings(), spaces()...) {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, parseText("f.yaml", []byte(test.data))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// encodings and spaces hold what an editor would not show, which would be lost in
// a golden.
func encodings() []byteCase {
	return []byteCase{
		{"not_utf8", "says: caf\xe9\n", `f.yaml:1:10: error[P001]: the file is not UTF-8 text: byte 0xe9 cannot stand here
  |
1 | says: caf` + "\ufffd" + `
  |          ^
  = help: save it as "UTF-8"; Word and Excel files cannot be read
`},
		{"byte_order_mark", "\ufeffa: 1\n", `f.yaml:1:1: error[P003]: the file starts with a byte order mark
  |
1 | ` + "\ufeff" + `a: 1
  | ^
  = help: save it as "UTF-8" instead of "UTF-8 with BOM"
`},
		{"nul", "a: \x00\n", `f.yaml:1:4: error[P002]: a control character (U+0000) cannot be seen and is not allowed
  |
1 | a: ` + "\ufffd" + `
  |    ^
  = help: delete the character; it often comes with text pasted from elsewhere
`},
		{"zero_width", "when: smoker\u200b && x\n", `f.yaml:1:13: error[P002]: a character without width (U+200B) cannot be seen and is not allowed
  |
1 | when: smoker` + "\u200b" + ` && x
  |             ^
  = help: delete the character; it often comes with text pasted from elsewhere
`},
		{"direction", "when: a\u202e && b\n", `f.yaml:1:8: error[P002]: a change of writing direction (U+202E) cannot be seen and is not allowed
  |
1 | when: a` + "\ufffd" + ` && b
  |        ^
  = help: delete the character; it often comes with text pasted from elsewhere
`},
		{"lone_carriage_return", "a: 1\rb: 2\n", `f.yaml:1:5: error[P002]: a carriage return without a line feed (U+000D) cannot be seen and is not allowed
  |
1 | a: 1` + "\ufffd" + `b: 2
  |     ^
  = help: delete the character; it often comes with text pasted from elsewhere
`},
		{"escaped_control", `says: "a\0b"` + "\n", `f.yaml:1:9: error[P002]: a control character (U+0000) cannot be seen and is not allowed
  |
1 | says: "a\0b"
  |         ^^
  = help: delete it
`},
	}
}

func spaces() []byteCase {
	return []byteCase{
		{"no_break_space_before_key", "a:\n\u00a0 b: 2\n", `f.yaml:2:1: error[P002]: this space (U+00A0) is not an ordinary space
  |
2 | ` + "\u00a0" + ` b: 2
  | ^
  = help: delete it and type a space; it often comes with text pasted from elsewhere
`},
		{"no_break_space_after_colon", "a: 1\nwhen:\u00a0x\n", `f.yaml:2:6: error[P002]: this space (U+00A0) is not an ordinary space
  |
2 | when:` + "\u00a0" + `x
  |      ^
  = help: delete it and type a space; it often comes with text pasted from elsewhere
`},
		{"empty", "", `f.yaml:1:1: error[P005]: the file has no content
  |
1 |
  | ^
  = help: write the file's first key, such as pathway: or vocabulary:, or delete the file
`},
		{"windows_line_breaks", "a: 1\r\nb: 010\r\n", `f.yaml:2:4: error[P014]: YAML programs read 010 as different numbers
  |
2 | b: 010
  |    ^^^
  = help: write a plain number such as 10, or put text in quotes: "010"
`},
	}
}
