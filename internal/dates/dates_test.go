package dates_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/dates"
	"github.com/credence-graph/credence/internal/evidence"
)

func TestRead(t *testing.T) {
	for text, want := range map[string]evidence.Date{
		// as feeds write them
		"Fri, 07 Jun 2019 09:05:30 +0000":                                  "2019-06-07T09:05Z",
		"Fri, Jun 7 2019 09:05:30 +0000":                                   "2019-06-07T09:05Z",
		"Fri, 7 Jun 2019 09:05 -03:30":                                     "2019-06-07T09:05-03:30",
		"fri, 7 jun 2019 09:05:30 gmt":                                     "2019-06-07T09:05Z",
		"7 June 2019 09:05:30 UTC+2":                                       "2019-06-07T09:05+02:00",
		"Fri, 07 Jun 2019 09:05:30 GMT+0200":                               "2019-06-07T09:05+02:00",
		"Fri  ,  07  Jun  19   09:05 PDT":                                  "2019-06-07T09:05-07:00",
		"Fri, 07 Jun 2019 09:05:30 MSK":                                    "2019-06-07T09:05+03:00",
		"Fri, 07 Jun 2019 09:05:30 CEST":                                   "2019-06-07T09:05+02:00",
		"Fri, 07 Jun 2019 09:05:30 IST":                                    "2019-06-07T09:05", // of three countries
		"Fri, 07 Jun 2019 09:05:30 XYZT":                                   "2019-06-07T09:05",
		"Fri, 07 Jun 2019 00:00:00 +0000":                                  "2019-06-07",
		"Fri, 07 Jun 2019":                                                 "2019-06-07",
		"Fri Jun 07 09:05:30 EDT 2019":                                     "2019-06-07T09:05-04:00",
		"Fri Jun  7 09:05:30 2019":                                         "2019-06-07T09:05",
		"Fri Jun 07 2019 09:05:30 GMT+0200 (Central European Summer Time)": "2019-06-07T09:05+02:00",
		// as pages write them
		"2019-06-07T09:05:30.123456Z":            "2019-06-07T09:05Z",
		"2019-06-07T09:05:30,5Z":                 "2019-06-07T09:05Z",
		"2019-06-07t09:05:30z":                   "2019-06-07T09:05Z",
		"2019-06-07T09:05:30 Z":                  "2019-06-07T09:05Z",
		"2019-06-07 09:05:30 +0200":              "2019-06-07T09:05+02:00",
		"2019-06-07 09:05:30 +0200 CEST":         "2019-06-07T09:05+02:00",
		"2019-06-07 09:05:30 UTC":                "2019-06-07T09:05Z",
		"2019-06-07T09:05:30+02:00[Europe/Rome]": "2019-06-07T09:05+02:00",
		"20190607T090530Z":                       "2019-06-07T09:05Z",
		"20190607090530":                         "2019-06-07T09:05",
		"2019-06-07T24:00:00Z":                   "2019-06-07",
		"7 June 2019 25:00":                      "2019-06-07", "7 June 2019 13:05 pm": "2019-06-07", // no such time
		"June 7, 2019 at 9:05 p.m. EDT": "2019-06-07T21:05-04:00",
		"June 7, 2019 12:05 AM":         "2019-06-07T00:05",
		"7 June 2019, 9 pm":             "2019-06-07T21:00",
		"09:05 - 7 June 2019":           "2019-06-07T09:05",
		"7 juin 2019 à 9h05":            "2019-06-07T09:05",
		"7. Juni 2019, 09:05 Uhr":       "2019-06-07T09:05",
		// as people and tables write them
		"7.6.2019": "2019-06-07", "07.06.2019": "2019-06-07", "07.06.19": "2019-06-07",
		"07.06.2019 21:05": "2019-06-07T21:05",
		"2019/06/07":       "2019-06-07", "2019/6/7": "2019-06-07", "2019.06.07": "2019-06-07",
		"20190607":   "2019-06-07",
		"25/06/2019": "2019-06-25", "06/25/2019": "2019-06-25", "25-06-2019": "2019-06-25", "06/06/2019": "2019-06-06",
		"31/12/99":   "1999-12-31",
		"7-Jun-2019": "2019-06-07", "7/Jun/19": "2019-06-07", "Jun 7th, 2019": "2019-06-07",
		"3rd of May, 2019": "2019-05-03", "7 Sept. 2019": "2019-09-07",
		"7 Jun '19": "2019-06-07", "7 Jun 68": "1968-06-07",
		"2019-W23-5": "2019-06-07", "2019W235": "2019-06-07", "2019-158": "2019-06-07", "2019年6月7日": "2019-06-07",
		"2019. 6. 7.": "2019-06-07",
		"2019":        "2019", "2019-06": "2019-06", "2019/06": "2019-06", "06/2019": "2019-06", "June 2019": "2019-06",
		"0850-06-07": "0850-06-07",
		// in other languages
		"vendredi 7 juin 2019": "2019-06-07", "le 1er août 2019": "2019-08-01", "mar. 4 déc. 2018": "2018-12-04",
		"mar 2018":              "2018-03",
		"Freitag, 7. März 2019": "2019-03-07", "7. Jänner 2019": "2019-01-07",
		"viernes, 7 de junio de 2019": "2019-06-07", "7 ene 2019": "2019-01-07",
		"sexta-feira, 7 de março de 2019": "2019-03-07", "7 out 2019": "2019-10-07",
		"venerdì 7 giugno 2019": "2019-06-07", "7 set 2019": "2019-09-07",
		"7 июня 2019 г.": "2019-06-07", "Пт, 7 мая 2019 09:05": "2019-05-07T09:05", "7 травня 2019": "2019-05-07",
		"7 lipca 2019": "2019-07-07",
		"7 mei 2019":   "2019-05-07", "7 maj 2019": "2019-05-07", "7 Aralık 2019": "2019-12-07",
		"7. kesäkuuta 2019": "2019-06-07", "7. července 2019": "2019-07-07",
		"2019. június 7.": "2019-06-07", "7 fe\u0301vrier 2019": "2019-02-07", "7\u00a0juin\u00a02019": "2019-06-07",
		// no date at all
		"": "", "  ": "", "null": "", "0": "", "0000-00-00": "", "0000": "", "0000-01-01": "", "0001": "",
		"0000-00-00 00:00:00": "", "00.00.0000": "", "0001-01-01": "", "0001-01-01T00:00:00Z": "",
		"1970-01-01T00:00:00Z": "", "Thu, 01 Jan 1970 00:00:00 GMT": "", "1970-01-01 01:00:00 +0100": "",
		"1969-12-31T19:00:00-05:00":        "",
		"Wed, 30 Nov -0001 00:00:00 +0000": "", "-0001-11-30T00:00:00+00:00": "", "1899-12-30": "", "9999-12-31": "",
		"1970-01-01": "1970-01-01", // a newspaper's archive has that day
	} {
		got, err := dates.Read(text)
		if err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestWhatIsNotReadIsToldWhy(t *testing.T) {
	for text, want := range map[string]string{
		"05/06/2019":          "is ambiguous: it can be 5 June 2019 or 6 May 2019",
		"05-06-2019 10:30":    "is ambiguous",
		"05/06/07":            "is ambiguous: it can be 5 June 2007 or 6 May 2007 or 7 June 2005",
		"43623":               "perhaps the days by which a spreadsheet counts (7 June 2019 if it counts from 1900)",
		"43623,5":             "spreadsheet",
		"1559898330":          "perhaps of seconds since 1970",
		"2019-W23":            "is a week",
		"2019-W53-1":          "not a day of the calendar",
		"31.06.2019":          "not a day of the calendar",
		"2019-02-29":          "not a day of the calendar",
		"29 Feb 2019":         "not a day of the calendar",
		"2019-366":            "not a day of the calendar",
		"the week after Lent": "is not a date",
		"Monday":              "is not a date",
		"May":                 "is not a date",
		"12 13 May":           "is not a date",
		"2018/19":             "is not a date",
		"listopada 2019":      "is not a date", // one month in Polish, another one in Croatian
		"7 June 2019 or so":   "is not a date",
		"0019-06-07":          "a year of two digits",
	} {
		got, err := dates.Read(text)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), text) ||
			evidence.CodeOf(err) != evidence.CodeInvalid {
			t.Errorf("%q is %q, %v; want an error that says %q", text, got, err, want)
		}
	}
}

func TestAKnownOrderDecides(t *testing.T) {
	for _, c := range []struct {
		text  string
		order dates.Order
		want  evidence.Date
	}{
		{"05/06/2019", dates.DayFirst, "2019-06-05"}, {"05/06/2019", dates.MonthFirst, "2019-05-06"},
		{"05/06/07", dates.DayFirst, "2007-06-05"},
		{"2019-06-05", dates.MonthFirst, "2019-06-05"}, {"5 June 2019", dates.MonthFirst, "2019-06-05"},
		{"05.06.2019", dates.MonthFirst, "2019-05-06"},
	} {
		if got, err := dates.ReadIn(c.text, c.order); err != nil || got != c.want {
			t.Errorf("%q, %s, is %q, %v; want %q", c.text, c.order, got, err, c.want)
		}
	}
	if _, err := dates.ReadIn("25/06/2019", dates.MonthFirst); err == nil {
		t.Error("25 is no month; expected an error")
	}
}

// What is read is a date in its normal form, whatever the text is.
func TestEveryAnswerIsADate(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"2019", "06", "7", "-", "/", ".", ":", " ", "T", "Z", "+02:00", "EST", "Jun", "mar", "12:30", "pm", "W", "年",
		"\xff",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		d, err := dates.Read(text)
		if err == nil && d != "" && (!d.Known() || d != d.Normal()) {
			t.Fatalf("%q is %q", text, d)
		}
	})
}
