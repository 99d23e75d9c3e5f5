package export_test

import (
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/export"
)

// Who reads a day from a line reads a day: the time stands apart.
func TestLine_TheDayAndItsTime(t *testing.T) {
	for _, c := range []struct {
		published, withdrawn evidence.Date
		want                 string
	}{
		{
			"2024-01-02T23:30-05:00", "",
			`{"type":"source","id":"s","publishedAt":"2024-01-02","publishedTime":"23:30-05:00"}`,
		},
		{
			"2022-03-01T16:03", "2022-04",
			`{"type":"source","id":"s","publishedAt":"2022-03-01","publishedTime":"16:03","withdrawnAt":"2022-04"}`,
		},
		{
			"2022-03-01", "2022-04-05T06:00Z",
			`{"type":"source","id":"s","publishedAt":"2022-03-01","withdrawnAt":"2022-04-05","withdrawnTime":"06:00Z"}`,
		},
	} {
		line, err := export.Line(&evidence.Source{ID: "source:s", PublishedAt: c.published, WithdrawnAt: c.withdrawn},
			"")
		if err != nil || string(line) != c.want+"\n" {
			t.Errorf("%s, %v; want %s", line, err, c.want)
		}
	}
}
