package ownership_test

import (
	"fmt"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/ownership"
)

// BenchmarkNew makes the graph of 2,000 outlets, each owned by two of 500 companies with a third behind them, as a
// request for many claims does: once with majorities alone, and once with halves that must be added up.
func BenchmarkNew(b *testing.B) {
	const outlets, companies = 2000, 500
	for name, shares := range map[string][2]float64{"majorities": {60, 60}, "halves": {50, 50}} {
		number := map[evidence.ID]int32{}
		var list []evidence.Ownership
		add := func(asset, owner int, share float64) {
			o := evidence.Ownership{Asset: party(asset), Owner: party(owner), SharePercent: &share}
			number[o.Asset], number[o.Owner] = int32(asset), int32(owner)
			list = append(list, o)
		}
		for i := range outlets {
			add(companies+i, i%companies, shares[0])
			add(companies+i, (i+100)%companies, shares[1])
		}
		for i := 100; i < companies; i++ { // the first hundred belong to nobody
			add(i, i%100, 90)
		}
		lookup := func(id evidence.ID) (int32, bool) { at, ok := number[id]; return at, ok }
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g := ownership.New(outlets+companies, lookup, list, ownership.Rule{Above: ownership.Control})
				for i := range int32(outlets) {
					g.Ultimate(companies + i)
				}
			}
		})
	}
}

func party(i int) evidence.ID { return evidence.ID(fmt.Sprintf("organization:%05d", i)) }
