package dates

import (
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
)

func TestParseSince(t *testing.T) {
	berlin := time.FixedZone("CET", 3600)
	now := time.Date(2024, 10, 9, 15, 20, 30, 0, berlin) // a Wednesday
	for text, want := range map[string]string{
		"now":                       "2024-10-09 15:20:30",
		"today":                     "2024-10-09 00:00:00",
		"Yesterday":                 "2024-10-08 00:00:00",
		"yesterday 14:30":           "2024-10-08 14:30:00",
		"yesterday at 9:05":         "2024-10-08 09:05:00",
		"monday":                    "2024-10-07 00:00:00",
		"Wed":                       "2024-10-09 00:00:00",
		"last wednesday":            "2024-10-02 00:00:00",
		"sunday 23:59":              "2024-10-06 23:59:00",
		"this week":                 "2024-10-07 00:00:00",
		"last week":                 "2024-09-30 00:00:00",
		"last month":                "2024-09-01 00:00:00",
		"this year":                 "2024-01-01 00:00:00",
		"3 days ago":                "2024-10-06 00:00:00",
		"three days ago":            "2024-10-06 00:00:00",
		"3d":                        "2024-10-06 00:00:00",
		"a week ago":                "2024-10-02 00:00:00",
		"2 weeks":                   "2024-09-25 00:00:00",
		"last 3 days":               "2024-10-06 00:00:00",
		"an hour ago":               "2024-10-09 14:20:30",
		"90 minutes ago":            "2024-10-09 13:50:30",
		"14:30":                     "2024-10-09 14:30:00",
		"16:00":                     "2024-10-08 16:00:00",
		"2024-10-05":                "2024-10-05 00:00:00",
		"2024-09":                   "2024-09-01 00:00:00",
		"2024-10-05 14:30":          "2024-10-05 14:30:00",
		"2024-10-05T14:30":          "2024-10-05 14:30:00",
		"2024-10-05T14:30:00Z":      "2024-10-05 15:30:00",
		"2024-10-05T14:30:00+02:00": "2024-10-05 13:30:00",
		"5 October 2024":            "2024-10-05 00:00:00",
		"Oct 5, 2024":               "2024-10-05 00:00:00",
		"tomorrow":                  "",
		"soon":                      "",
		"some days ago":             "",
		"25:00":                     "",
		"2024-02-30":                "",
		"2024-10-10":                "", // lies ahead
		"":                          "",
	} {
		got, err := Since("--since", text, now)
		if err != nil {
			if want != "" || evidence.CodeOf(err) != evidence.CodeInvalid {
				t.Errorf("%q: %v; want %s", text, err, want)
			}
			continue
		}
		if shown := got.In(berlin).Format("2006-01-02 15:04:05"); shown != want {
			t.Errorf("%q is %s; want %q", text, shown, want)
		}
	}
}
