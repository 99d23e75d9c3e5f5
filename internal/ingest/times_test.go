package ingest_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ingest"
)

// The time of day stands apart from the day, or with it as in earlier exports; never in both.
func TestImport_TimesOfDay(t *testing.T) {
	for line, want := range map[string]evidence.Date{
		`"publishedAt":"2024-03-01","publishedTime":"16:03"`:          "2024-03-01T16:03",
		`"publishedTime":"23:30:59-05:00","publishedAt":"2024-01-02"`: "2024-01-02T23:30-05:00",
		`"publishedAt":"2024-01-02","publishedTime":"06:00+00:00"`:    "2024-01-02T06:00Z",
		`"publishedAt":"2024-01-02T23:30-05:00"`:                      "2024-01-02T23:30-05:00",
		`"publishedAt":"2024-01-02T23:30-05:00","publishedTime":null`: "2024-01-02T23:30-05:00",
		`"publishedAt":"2024-01-02","publishedTime":""`:               "2024-01-02",
		`"publishedAt":"2024-01","publishedTime":null`:                "2024-01",
	} {
		s := newStore()
		mustImport(t, s, file(`{"type":"source","id":"s","title":"T",`+line+`}`), ingest.Options{})
		source, _ := s.content(t)["source:s"].Node.(*evidence.Source)
		if source == nil || source.PublishedAt != want {
			t.Errorf("%s: %+v; want it published at %s", line, source, want)
		}
	}
	for line, want := range map[string]string{
		`"publishedAt":"2024-01-02T23:30Z",` +
			`"publishedTime":"23:30Z"`: `f:1: publishedTime: "23:30Z",` +
			` but publishedAt has a time of day already, "2024-01-02T23:30Z"; expected it in one of the two`,
		`"publishedTime":"23:30"`: `f:1: publishedTime: "23:30" has no day to belong to, ` +
			`since publishedAt is ""; expected YYYY-MM-DD in publishedAt`,
		`"publishedAt":"2024-01",` +
			`"publishedTime":"23:30"`: `f:1: publishedTime: "23:30" has no day to belong to, since publishedAt is ` +
			`"2024-01"; expected YYYY-MM-DD in publishedAt`,
		`"withdrawnAt":"2024-01-02",` +
			`"withdrawnTime":"25:00"`: `f:1: withdrawnTime: "25:00" is not a time of day; expected a time of day ` +
			`such as 08:10, 08:10Z or 08:10+02:00`,
		`"withdrawnAt":"2024-01-02",` +
			`"withdrawnTime":7`: `f:1: withdrawnTime: found the number 7; expected a time of day such as 08:10, ` +
			`08:10Z or 08:10+02:00`,
	} {
		summary := mustImport(t, newStore(), file(`{"type":"source","id":"s","title":"T",`+line+`}`), ingest.Options{})
		same(t, line, []string{want}, messages(summary.Problems))
	}
}
