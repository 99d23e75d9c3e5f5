package app

import (
	"github.com/credence-graph/credence/internal/evidence"
)

func total(counts map[evidence.Kind]int) int {
	sum := 0
	for _, n := range counts {
		sum += n
	}
	return sum
}
