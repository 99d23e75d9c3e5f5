package evidence_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// TestFullLabel: a title stands in quotation marks, with what distinguishes the source from others of that title.
func TestFullLabel(t *testing.T) {
	for want, c := range map[string]struct {
		source evidence.Source
		outlet string
	}{
		`"Tanker seized, crew held" (Harbour Times, 14 March 2026)`: {evidence.Source{Title: "Tanker seized, crew held",
			PublishedAt: "2026-03-14T08:10Z"}, "Harbour Times"},
		`"Tanker seized" (Harbour Times)`: {evidence.Source{Title: "Tanker seized"}, "Harbour Times"},
		`"Tanker seized" (March 2026)`:    {evidence.Source{Title: "Tanker seized", PublishedAt: "2026-03"}, ""},
		`"Tanker seized"`:                 {evidence.Source{Title: "Tanker seized"}, ""},
		`Meridian wire report (2026)`: {evidence.Source{Kind: evidence.WireReport, PublishedAt: "2026"},
			"Meridian"},
		`Meridian`:              {evidence.Source{}, "Meridian"},
		`https://example.org/a`: {evidence.Source{URL: "https://example.org/a"}, ""},
		`a`:                     {evidence.Source{ID: "source:a"}, ""},
	} {
		if got := c.source.FullLabel(c.outlet); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestShortLabel: headlines and the words for unnamed people are quoted, names and descriptions are not, and no mark of
// a title breaks the sentence around it.
func TestShortLabel(t *testing.T) {
	statement := func(title string) evidence.Source { return evidence.Source{Kind: evidence.Spoken, Title: title} }
	category := func(title string) evidence.Source { return evidence.Source{Identity: evidence.Category, Title: title} }
	for want, source := range map[string]evidence.Source{
		`"Tanker seized"`:             {Title: "Tanker seized"},
		`"some estimates"`:            {Title: "some estimates", Identity: evidence.Unnamed},
		`shipping data`:               category("shipping data"),
		`"police, fire brigade"`:      category("police, fire brigade"),
		`mayor Jan van Dam`:           statement("mayor Jan van Dam"),
		`Ministry of Defence`:         statement("Ministry of Defence"),
		`Police`:                      statement("Police"),
		`外交部`:                         statement("外交部"),
		`"A driver remembers"`:        {Kind: evidence.Testimony, Title: "A driver remembers"},
		`"Ivo Brandt: no fire"`:       statement("Ivo Brandt: no fire"),
		`"Ivo Brandt Speaks"`:         {Kind: evidence.Spoken, Title: "Ivo Brandt Speaks", Outlet: "outlet:o"},
		`"Some Officials"`:            {Kind: evidence.Spoken, Title: "Some Officials", Identity: evidence.Unnamed},
		`"Quoted whole"`:              {Title: `"Quoted whole"`},
		`"'No fire', says the mayor"`: {Title: `"No fire", says the mayor`},
		`"'No fire' and 'no smoke'"`:  {Title: `"No fire" and "no smoke"`},
		`"The mayor: 'No fire'"`:      {Title: `The mayor: "No fire"`},
		`"“No fire”, says the mayor"`: {Title: "“No fire”, says the mayor"},
		`"They say"`:                  {Title: `They say`, Outlet: "outlet:o"},
	} {
		if got := source.ShortLabel("Harbour Times"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
