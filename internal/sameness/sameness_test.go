package sameness_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
)

func speaker(name string) sameness.Record { return sameness.Record{Name: name, Speaker: true} }

func people(names ...string) (list []sameness.Record) {
	for _, name := range names {
		list = append(list, speaker(name))
	}
	return list
}

func body(name string) sameness.Record {
	return sameness.Record{Name: name, Speaker: true, Category: true}
}

func document(name string, date evidence.Date) sameness.Record {
	return sameness.Record{Name: name, Date: date}
}

func TestJoin(t *testing.T) {
	type (
		list  = []sameness.Record
		pairs = [][2]int32
	)
	log := func(date evidence.Date) sameness.Record { return document("Harbour log", date) }
	statement := func(outlet evidence.OutletID, address string) sameness.Record {
		return sameness.Record{Name: "Statement", Outlet: outlet, Address: address}
	}
	for name, test := range map[string]struct {
		records []sameness.Record
		denied  pairs
		want    pairs
	}{
		"nothing": {nil, nil, nil},
		"one":     {people("Elsa Hartwick"), nil, nil},
		"three mayors": {people("Mayor Elsa Hartwick", "Elsa Hartwick", "mayor Elsa Hartwick"),
			nil, pairs{{0, 1}, {0, 2}}},
		"logs of two days":   {list{log("2024-03-01"), log("2024-03-02")}, nil, nil},
		"a log without date": {list{log("2024-03-01"), log("")}, nil, pairs{{0, 1}}},
		"a log of a month": {list{log("2024-03-01"), document("The harbour log", "2024-03"), log("2024-04")},
			nil, pairs{{0, 1}}},

		"one of three denied":          {people("Elsa", "Elsa", "Elsa"), pairs{{2, 0}}, pairs{{0, 1}}},
		"two of three denied":          {people("Elsa", "Elsa", "Elsa"), pairs{{0, 1}, {0, 2}}, pairs{{1, 2}}},
		"a denial through another":     {people("Elsa Hartwick", "Elsa Brandt", "Elsa"), pairs{{0, 1}}, pairs{{0, 2}}},
		"a denial of what is not like": {people("Elsa Hartwick", "Brandt", "Elsa"), pairs{{0, 1}}, pairs{{0, 2}}},

		"a family name":        {people("Hartwick", "Elsa Hartwick"), nil, pairs{{0, 1}}},
		"a family name of two": {people("Elsa Hartwick", "Tom Hartwick", "Hartwick"), nil, pairs{{0, 2}, {1, 2}}},
		"a first name that comes last": {people("Ann Bob", "Ann Bob Cee", "Ann Dot", "Ann"),
			nil, pairs{{0, 1}, {0, 3}, {2, 3}}},
		"a part of a title":        {list{log(""), document("Log", "")}, nil, nil},
		"a title in another order": {list{log(""), document("Log harbour", "")}, nil, nil},
		"a speaker and a document": {list{speaker("Harbour log"), log("")}, nil, nil},
		"a body and a speaker":     {list{body("Harbour officials"), speaker("Officials")}, nil, pairs{{0, 1}}},
		"a body by its role": {list{body("Spokesman of the harbour"), body("Captain of the harbour")}, nil,
			nil},
		"two outlets": {list{statement("outlet:a", ""), statement("outlet:b", "")}, nil, nil},
		"two addresses of one outlet": {list{statement("outlet:a", "a.com/1"), statement("outlet:a", "a.com/2")}, nil,
			nil},
		"an address and an outlet": {list{statement("", "a.com/1"), statement("outlet:a", "")}, nil, pairs{{0, 1}}},
		"one address": {list{statement("", "a.com/1"), statement("outlet:a", "a.com/1")}, nil,
			pairs{{0, 1}}},
		"speakers of two outlets": {list{{Name: "Elsa", Speaker: true, Outlet: "outlet:a", Date: "2024"},
			{Name: "Elsa", Speaker: true, Outlet: "outlet:b", Date: "2025"}}, nil, pairs{{0, 1}}},
		"not a date": {list{log("soon"), log("2024")}, nil, pairs{{0, 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sameness.Join(test.records, test.denied); !slices.Equal(got, test.want) {
				t.Errorf("joined are %v, expected %v", got, test.want)
			}
		})
	}
}

// TestJoin_Names pairs names of two speakers that are no CATEGORY, or where it says so titles of documents.
func TestJoin_Names(t *testing.T) {
	const speakers, documents = true, false
	for _, test := range []struct {
		a, b string
		of   bool
		one  bool
	}{
		{"The mayor", "Mayor", speakers, true},
		{"The mayor", "The governor", speakers, false},
		{"The mayor", "Mayor Elsa Hartwick", speakers, false},
		{"Captain Smith", "Sgt. Smith", speakers, true},
		{"Dr. Elsa Hartwick, PhD", "Prof Elsa Hartwick", speakers, true},
		{"Hartwick, Elsa", "Elsa Hartwick", speakers, true},
		{"Stephen King", "Stephen Fry", speakers, false},
		{"", "", speakers, false},
		{"  ", "  ", documents, false},
		{"?!", "?!", documents, false},
		{"\u0301", "\u0301", documents, false}, // an accent on nothing
		{"The", "the", documents, true},
		{"O'Brien", "O\u2019Brien", speakers, true},
		{"O\u02bcBrien", "OBrien", speakers, true},
		{"J.P. Morgan", "JP Morgan", speakers, true},
		{"J.Smith", "J. Smith", speakers, true},
		{"A. Smith", "B. Smith", speakers, false},
		{"U.S. officials", "US officials", speakers, true},
		{"Mr.Smith", "Smith", speakers, true},
		{"Report 3.5", "Report 35", documents, false},
		{"L'Express du jour", "Express du jour", documents, true},
		{"Le Monde", "Monde", documents, true},
		{"The Harbour\u00a0Log!", "harbour log", documents, true},
		{"Jean-Pierre", "Jean Pierre", documents, true},
		{"Soft\u00adhyphen", "Softhyphen", documents, true},
		{"Zo\u00eb Kravitz", "Zoe\u0308 Kravitz", speakers, true}, // NFC, NFD
		{"\uff25lsa Hartwick", "elsa hartwick", speakers, true},   // a wide letter
		{"Stra\u00dfe", "STRASSE", documents, true},
		{"\u0415\u043b\u0435\u043d\u0430", "\u0435\u043b\u0435\u043d\u0430", speakers, true}, // Cyrillic
		{"\u0645\u062d\u0645\u062f \u0639\u0644\u064a",
			"\u200f\u0645\u062d\u0640\u0645\u062f \u0639\u0644\u064a\u200f", speakers, true},
		{"\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f \u0639\u0644\u064a", speakers, true},
		{"\u05d3\u05d5\u05d3 \u05db\u05d4\u05df", "\u05db\u05d4\u05df \u05d3\u05d5\u05d3", speakers, true},
		{"\u91d1\u6b63\u6069", "\u91d1\u6b63\u6069", speakers, true},
		{"\u91d1\u6b63\u6069", "\u91d1\u6b63", speakers, false}, // no words are told apart without spaces
		{"\u57c3\u5c14\u838e\u00b7\u54c8\u7279", "\u57c3\u5c14\u838e \u54c8\u7279", speakers, true},
		{"\u30a8\u30eb\u30b5", "\uff74\uff99\uff7b", speakers, true}, // half-width kana
	} {
		a, b := sameness.Record{Name: test.a, Speaker: test.of}, sameness.Record{Name: test.b, Speaker: test.of}
		if got := len(sameness.Join([]sameness.Record{a, b}, nil)) == 1; got != test.one {
			t.Errorf("%q and %q: may be one is %t, expected %t", test.a, test.b, got, test.one)
		}
	}
}

func TestRecordOf(t *testing.T) {
	s := evidence.Source{
		Title: "Officials", Kind: evidence.Article, Identity: evidence.Category,
		CanonicalURL: "https://a.com/1", Outlet: "outlet:a", PublishedAt: "2024",
	}
	want := sameness.Record{
		Name: "Officials", Speaker: true, Category: true, Address: "https://a.com/1", Outlet: "outlet:a", Date: "2024",
	}
	if got := sameness.RecordOf(&s); got != want {
		t.Errorf("of a body it is %+v, expected %+v", got, want)
	}
	for kind, speaks := range map[evidence.SourceKind]bool{
		evidence.Spoken: true, evidence.Testimony: true, evidence.Article: false, evidence.Dataset: false, "": false,
	} {
		s := evidence.Source{Kind: kind, Identity: evidence.Named}
		if got := sameness.RecordOf(&s); got.Speaker != speaks || got.Category {
			t.Errorf("of kind %q it is %+v", kind, got)
		}
	}
}

// drawn is a record with the words that its name is made of.
type drawn struct {
	sameness.Record
	words []string
}

var drawnRecord = rapid.Custom(func(t *rapid.T) drawn {
	word := rapid.SampledFrom([]string{"ann", "bob", "cee", "dot", "eve"})
	d := drawn{words: rapid.SliceOfN(word, 0, 4).Draw(t, "words")}
	d.Name = strings.Join(d.words, rapid.SampledFrom([]string{" ", ", ", "-"}).Draw(t, "between"))
	d.Speaker = rapid.Bool().Draw(t, "speaker")
	d.Address = rapid.SampledFrom([]string{"", "", "x", "y"}).Draw(t, "address")
	d.Outlet = rapid.SampledFrom([]evidence.OutletID{"", "", "outlet:a", "outlet:b"}).Draw(t, "outlet")
	dates := []evidence.Date{"", "", "2024", "2024-02", "2024-02-03", "2024-02-04", "2024-03", "2025"}
	d.Date = rapid.SampledFrom(dates).Draw(t, "date")
	if !d.Speaker && len(d.words) > 1 {
		d.words = d.words[:1] // titles of which several are equal
		d.Name = d.words[0]
	}
	return d
})

// mayBeOne is the rule as it is written down.
func mayBeOne(a, b drawn) bool {
	if a.Speaker != b.Speaker || len(a.words) == 0 || len(b.words) == 0 {
		return false
	}
	among := func(a, b []string) bool {
		return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
	}
	if a.Speaker {
		return among(a.words, b.words) || among(b.words, a.words)
	}
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	dates := strings.HasPrefix(string(a.Date), string(b.Date)) || strings.HasPrefix(string(b.Date), string(a.Date))
	return slices.Equal(a.words, b.words) && dates &&
		!differ(a.Address, b.Address) && !differ(string(a.Outlet), string(b.Outlet))
}

// allPairs joins as [sameness.Extend] does, by looking at each pair in the order of ids.
func allPairs(records []drawn, joined, denied [][2]int32) (pairs [][2]int32) {
	class := make([]int, len(records))
	for i := range class {
		class[i] = i
	}
	merge := func(a, b int) {
		for i := range class {
			if class[i] == b {
				class[i] = a
			}
		}
	}
	for _, p := range joined {
		merge(class[p[0]], class[p[1]])
	}
	for i := range records {
		for k := i + 1; k < len(records); k++ {
			a, b := class[i], class[k]
			apart := slices.ContainsFunc(denied, func(p [2]int32) bool {
				return class[p[0]] == a && class[p[1]] == b || class[p[0]] == b && class[p[1]] == a
			})
			if a != b && !apart && mayBeOne(records[i], records[k]) {
				merge(a, b)
				pairs = append(pairs, [2]int32{int32(i), int32(k)})
			}
		}
	}
	return pairs
}

func TestExtend_AllPairs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(drawnRecord, 2, 40).Draw(t, "records")
		end := rapid.Int32Range(0, int32(len(all)-1))
		pair := rapid.Custom(func(t *rapid.T) [2]int32 { return [2]int32{end.Draw(t, "a"), end.Draw(t, "b")} })
		loop := func(p [2]int32) bool { return p[0] == p[1] }
		denied := slices.DeleteFunc(rapid.SliceOfN(pair, 0, 12).Draw(t, "denied"), loop)
		joined := slices.DeleteFunc(rapid.SliceOfN(pair, 0, 12).Draw(t, "joined"), loop)
		if rapid.Bool().Draw(t, "none joined") {
			joined = nil
		}
		records := make([]sameness.Record, len(all))
		for i := range all {
			records[i] = all[i].Record
		}
		want := allPairs(all, joined, denied)
		if got := sameness.Extend(records, joined, denied); !slices.Equal(got, want) {
			t.Fatalf("joined are %v, expected %v", got, want)
		}
	})
}

// TestJoin_Dates has more dates of one title than are compared one by one.
func TestJoin_Dates(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		all := make([]drawn, 300)
		records := make([]sameness.Record, len(all))
		for i := range all {
			date := fmt.Sprintf("20%02d-%02d-%02d", 20+random.IntN(4), 1+random.IntN(12), 1+random.IntN(28))
			length := []int{0, 4, 7, 10, 10, 10, 10, 10, 10}[random.IntN(9)]
			all[i] = drawn{Record: document("log", evidence.Date(date[:length])), words: []string{"log"}}
			// else all are one
			if length == 0 || length == 4 && random.IntN(20) > 0 || length == 7 && random.IntN(4) > 0 {
				all[i].Address = fmt.Sprint(random.IntN(1000))
			}
			records[i] = all[i].Record
		}
		denied := [][2]int32{{random.Int32N(150), 150 + random.Int32N(150)},
			{random.Int32N(150), 150 + random.Int32N(150)}}
		if got, want := sameness.Join(records, denied), allPairs(all, nil, denied); !slices.Equal(got, want) {
			t.Fatalf("joined are %v, expected %v", got, want)
		}
	}
}
