package sameness_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/sameness"
)

// none and allButOne say how many joins there are of so many records.
func none(int) int { return 0 }

func allButOne(all int) int { return all - 1 }

// heavy are inputs made to be slow, of how many records one likes, with how many joins they have.
var heavy = []struct {
	name   string
	of     func(i, all int) sameness.Record
	denied func(all int) [][2]int32
	joins  func(all int) int
}{
	{"one name", func(int, int) sameness.Record { return speaker("Elsa Hartwick") }, nil, allButOne},
	{"one name, every fourth denied to be the next", func(int, int) sameness.Record { return speaker("Elsa Hartwick") },
		func(all int) (denied [][2]int32) {
			for i := int32(0); i+1 < int32(all); i += 4 {
				denied = append(denied, [2]int32{i, i + 1})
			}
			return denied
		}, func(all int) int { return all - 2 }}, // the denied ones make a second class
	{"a word in common, and that word", func(i, all int) sameness.Record {
		if i == all/2 {
			return body("Officials")
		}
		return body(fmt.Sprintf("officials n%d", i))
	}, nil, allButOne},
	{"a word in common", func(i, _ int) sameness.Record { return body(fmt.Sprintf("officials n%d", i)) }, nil, none},
	{"two of few words each", func(i, _ int) sameness.Record {
		return speaker(fmt.Sprintf("a%d b%d", i%317, i/317))
	}, nil, none},
	{"ten words in common, and all that can be made of them", func(i, _ int) sameness.Record {
		name := ""
		for bit := range 10 {
			if i >= 1024 || i>>bit&1 == 1 {
				name += fmt.Sprintf("w%d ", bit)
			}
		}
		if i >= 1024 {
			name += fmt.Sprint("n", i)
		}
		return speaker(name)
	}, nil, func(all int) int { return all - 2 }}, // one is empty
	{"one title", func(int, int) sameness.Record { return document("Statement", "") }, nil, allButOne},
	{"one title at many addresses", func(i, _ int) sameness.Record {
		outlet := evidence.OutletID(fmt.Sprint("outlet:", i%100))
		return sameness.Record{Name: "Statement", Address: fmt.Sprint("https://a.com/", i), Outlet: outlet}
	}, nil, none},
	{"one title at an address or of an outlet", func(i, _ int) sameness.Record {
		if i%2 == 0 {
			return sameness.Record{Name: "Statement", Address: fmt.Sprint("https://a.com/", i)}
		}
		return sameness.Record{Name: "Statement", Outlet: evidence.OutletID(fmt.Sprint("outlet:", i))}
	}, nil, allButOne},
	{"one title of many days", func(i, _ int) sameness.Record {
		day := time.Date(1700, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i)
		return document("Harbour log", evidence.Date(day.Format(time.DateOnly)))
	}, nil, none},
	{"nothing in common", func(i, _ int) sameness.Record { return speaker(fmt.Sprintf("a%d b%d", i, i)) }, nil, none},
}

func made(of func(i, all int) sameness.Record, all int) []sameness.Record {
	records := make([]sameness.Record, all)
	for i := range records {
		records[i] = of(i, all)
	}
	return records
}

// TestJoin_Heavy checks what the benchmark measures.
func TestJoin_Heavy(t *testing.T) {
	const all = 3000
	for _, h := range heavy {
		t.Run(h.name, func(t *testing.T) {
			var denied [][2]int32
			if h.denied != nil {
				denied = h.denied(all)
			}
			if got, want := len(sameness.Join(made(h.of, all), denied)), h.joins(all); got != want {
				t.Errorf("%d are joined, expected %d", got, want)
			}
		})
	}
}

func BenchmarkJoin(b *testing.B) {
	for _, h := range heavy {
		for _, all := range []int{10_000, 100_000} {
			records := made(h.of, all)
			var denied [][2]int32
			if h.denied != nil {
				denied = h.denied(all)
			}
			b.Run(fmt.Sprintf("%s, %d records", h.name, all), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if got := len(sameness.Join(records, denied)); got != h.joins(all) {
						b.Fatalf("%d are joined, expected %d", got, h.joins(all))
					}
				}
			})
		}
	}
}

// BenchmarkJoin_Claim joins what a usual claim rests on.
func BenchmarkJoin_Claim(b *testing.B) {
	var records []sameness.Record
	for i := range 10 {
		article := sameness.Record{Name: fmt.Sprintf("What became of bridge %d", i), Outlet: "outlet:a",
			Date: "2024-05-06"}
		article.Address = fmt.Sprint("https://a.com/", i)
		records = append(records, speaker(fmt.Sprintf("Mayor Elsa Number%d", i)), article)
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := sameness.Join(records, nil); len(got) != 0 {
			b.Fatalf("joined are %v, expected none", got)
		}
	}
}
