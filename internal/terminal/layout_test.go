package terminal

import (
	"strings"
	"testing"
)

// TestTable lines columns up by the room that letters take on a terminal, however many bytes or code points they are.
func TestTable(t *testing.T) {
	p := &Page{}
	p.Table([]string{"name", "n"}, [][]string{{"Ann", "1"}, {"東京新聞", "2"}, {"Ze\u0301", "3"}, {"👨‍👩‍👧 News", "4"},
		{"\u2067שלום\u2069", "5"}})
	want := "name      n\n" +
		"Ann       1\n" +
		"東京新聞  2\n" +
		"Ze\u0301        3\n" +
		"👨‍👩‍👧 News   4\n" +
		"\u2067שלום\u2069      5\n"
	if p.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", p.String(), want)
	}
}

// TestTable_narrow: in a terminal that is too narrow the longest entries go on below, and the columns stay where they
// are.
func TestTable_narrow(t *testing.T) {
	p := &Page{Style: Style{width: 44}}
	p.Table([]string{"id", "n", "text"}, [][]string{
		{"claim:a", "12", "The bridge over the river was closed on the third of May."}, {"claim:bb", "7", "Short."},
	}, 1)
	want := "id         n  text\n" +
		"claim:a   12  The bridge over the river was\n" +
		"              closed on the third of May.\n" +
		"claim:bb   7  Short.\n"
	if p.String() != want {
		t.Errorf("the table is\n%s\nwant\n%s", p.String(), want)
	}
}

// TestWrap breaks at words, keeps what belongs together, and cuts no address.
func TestWrap(t *testing.T) {
	address := "https://paper.example/a/very/long/address/that/nobody/wants/to/see/cut"
	for name, c := range map[string]struct {
		text  string
		width int
		want  string
	}{
		"a pipe":       {strings.Repeat("word ", 40), 0, strings.Repeat("word ", 40)},
		"a short line": {"A short line.", 40, "A short line."},
		"words": {"The coast guard of the country seized the tanker.", 40,
			"The coast guard of the country seized\nthe tanker."},
		"an item of a list": {"  - The coast guard of the country seized it.", 40,
			"  - The coast guard of the country\n    seized it."},
		"an address": {"See " + address + " for it.", 40, "See\n" + address + "\nfor it."},
		"colour": {"\x1b[1mThe coast guard of the country seized it\x1b[0m", 40,
			"\x1b[1mThe coast guard of the country seized it\x1b[0m"},
		"letters without spaces": {strings.Repeat("新", 25), 40, strings.Repeat("新", 20) + "\n" +
			strings.Repeat("新", 5)},
		"a full stop stays": {strings.Repeat("新", 20) + "。" + "新", 40, strings.Repeat("新", 19) + "\n新。新"},
	} {
		if got := strings.Join(Wrap(c.text, c.width, 0), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// TestColumns: an entry that is too long stands on a line of its own, so that the second column stays where it is.
func TestColumns(t *testing.T) {
	long := strings.Repeat("long name, ", 6) + "end"
	p := &Page{Style: Style{width: 60}}
	p.Columns([][2]string{{"short", "rests on a log"}, {long, "rests on a very long list of logs and of letters"}}, 2)
	want := "  short  rests on a log\n" +
		"  long name, long name, long name, long name, long name,\n" +
		"  long name, end\n" +
		"         rests on a very long list of logs and of letters\n"
	if p.String() != want {
		t.Errorf("the columns are\n%s\nwant\n%s", p.String(), want)
	}
}
