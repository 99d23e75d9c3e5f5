package dossier

import (
	"html/template"
	"regexp"
	"strings"
	"unicode"

	"github.com/credence-graph/credence/internal/wording"
)

// rightToLeft are the scripts that are written from right to left.
var rightToLeft = []*unicode.RangeTable{
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic,
	unicode.Adlam,
	unicode.Hanifi_Rohingya, unicode.Mende_Kikakui, unicode.Yezidi,
}

func isRightToLeft(r rune) bool { return unicode.In(r, rightToLeft...) }

// quotation is what is in quotation marks: the words of a claim, a title or a source within a sentence.
var quotation = regexp.MustCompile(`"[^"]*"|“[^”]*”|«[^»]*»|„[^“]*“`)

// say writes a sentence of ours that may have texts of others in it. What is written from right to left is set apart,
// so that it does not reorder the words around it; of a quotation all of it is.
func say(text string) template.HTML {
	if !strings.ContainsFunc(text, isRightToLeft) {
		return escaped(text)
	}
	var b strings.Builder
	at := 0
	for _, place := range quotation.FindAllStringIndex(text, -1) {
		b.WriteString(string(runs(text[at:place[0]])))
		b.WriteString(string(apart(text[place[0]:place[1]])))
		at = place[1]
	}
	b.WriteString(string(runs(text[at:])))
	return template.HTML(b.String()) //nolint:gosec // each part is escaped
}

// runs sets apart each run from one letter that is written from right to left to another, with what is between
// them that has no direction of its own.
func runs(text string) template.HTML {
	var b strings.Builder
	from, to := -1, 0 // of the run
	plain := 0
	end := func() {
		if from >= 0 {
			b.WriteString(string(escaped(text[plain:from]) + apart(text[from:to])))
			plain, from = to, -1
		}
	}
	for i, r := range text {
		switch {
		case isRightToLeft(r):
			if from < 0 {
				from = i
			}
			to = i + len(string(r))
		case unicode.IsLetter(r):
			end()
		}
	}
	end()
	return template.HTML(b.String()) + escaped(text[plain:]) //nolint:gosec // each part is escaped
}

// apart sets a text apart from what is around it; the browser finds its direction.
func apart(text string) template.HTML { return "<bdi>" + escaped(text) + "</bdi>" }

func escaped(text string) template.HTML {
	return template.HTML(template.HTMLEscapeString(text)) //nolint:gosec // it is escaped
}

// list names things in a sentence, each set apart.
func list(names []string) template.HTML {
	const gap = "\x00"
	placed := make([]string, len(names))
	for i, name := range names {
		placed[i] = gap + string(apart(name)) + gap
	}
	var b strings.Builder
	for i, part := range strings.Split(wording.Join(placed, "and"), gap) {
		if i%2 == 0 {
			part = string(escaped(part))
		}
		b.WriteString(part)
	}
	return template.HTML(b.String()) //nolint:gosec // each part is escaped
}
