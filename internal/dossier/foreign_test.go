package dossier

import "testing"

func TestSay(t *testing.T) {
	for text, want := range map[string]string{
		"The Post & 2 more say so.":        "The Post &amp; 2 more say so.",
		"הארץ cites Reuters.":              "<bdi>הארץ</bdi> cites Reuters.",
		"Reuters and יום 7 חדש, 3 others.": "Reuters and <bdi>יום 7 חדש</bdi>, 3 others.",
		`They support "הגשר Reuters סגור" <now>.`: "They support <bdi>&#34;הגשר Reuters סגור&#34;</bdi> " +
			"&lt;now&gt;.",
		`They support "it is closed" says جسر & بلدية.`: "They support <bdi>&#34;it is closed&#34;</bdi> says " +
			"<bdi>جسر &amp; بلدية</bdi>.",
	} {
		if got := string(say(text)); got != want {
			t.Errorf("%s\n%s\nwant %s", text, got, want)
		}
	}
}

func TestList(t *testing.T) {
	for want, names := range map[string][]string{
		"":               nil,
		"<bdi>גשר</bdi>": {"גשר"},
		"<bdi>A</bdi>, <bdi>&lt;ב&gt;</bdi> and <bdi>C</bdi>": {"A", "<ב>", "C"},
	} {
		if got := string(list(names)); got != want {
			t.Errorf("%q: %s, want %s", names, got, want)
		}
	}
}
