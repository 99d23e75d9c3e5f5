package claimreview_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/memstore"
)

func checkOf(dates, rating string) string {
	return `{"@context":"https://schema.org","@type":"ClaimReview","url":"https://checks.example/9",` +
		`"claimReviewed":"The pier is closed.",
		"author":{"@type":"Organization","name":"Checks","url":"https://checks.example"},` + dates +
		`,"reviewRating":` + rating + `}`
}

// TestClaimReview_Versions: of two versions of one fact check the one that was modified last is in force; its rating
// has nothing left of the former one.
func TestClaimReview_Versions(t *testing.T) {
	for what, c := range map[string]struct{ older, newer string }{
		"modified twice": {
			`"datePublished":"2024-03-01","dateModified":"2024-03-02T10:00:00Z"`,
			`"datePublished":"2024-03-01","dateModified":"2024-03-02T12:30:00+02:00"`,
		},
		"modified once": {
			`"datePublished":"2024-03-01"`, `"dateModified":"2024-03-05","datePublished":"2024-03-01"`,
		},
		"published twice": {`"datePublished":"2024-03-01"`, `"datePublished":"2024-03-08"`},
		"a modification of vague": {
			`"datePublished":"2024-03-01"`, `"dateModified":"last week","datePublished":"2024-03-08"`,
		},
	} {
		older := checkOf(c.older,
			`{"@type":"Rating","alternateName":"False",`+
				`"ratingValue":1,"bestRating":5,"worstRating":1,"ratingExplanation":"Nobody saw it open."}`)
		newer := checkOf(c.newer, `{"@type":"Rating","alternateName":"True"}`)
		for name, arrive := range formatstest.Arrivals {
			s := memstore.New(formatstest.Now, 100)
			arrive(t, s, older, newer)
			list := formatstest.Scanned[evidence.ClaimReview](t, s, evidence.KindReview)
			if len(list) != 1 || list[0].Verdict != evidence.VerdictTrue || list[0].RatingValue != nil ||
				len(list[0].Basis) != 0 {
				t.Errorf("%s, %s: %+v, expected one check with the verdict TRUE and no number", what, name, list)
			}
		}
		s := memstore.New(formatstest.Now, 100)
		formatstest.ImportInto(t, s, "["+newer+","+older+"]")
		if list := formatstest.Scanned[evidence.ClaimReview](t, s, evidence.KindReview); len(list) != 1 ||
			list[0].Verdict != evidence.VerdictTrue {
			t.Errorf("%s, in one list: %+v", what, list)
		}
	}
}
