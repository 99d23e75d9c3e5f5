package evaluation

import (
	"fmt"
	"math"
)

// Proportion is how many of a number of trials went well, with Wilson's interval.
type Proportion struct {
	Right int     `json:"right"`
	Of    int     `json:"of"`
	Low   float64 `json:"low"` // the 95 % score interval of Wilson, in [0,1]; 0 and 1 where there are no trials
	High  float64 `json:"high"`
}

// Wilson returns a proportion with its interval: Wilson, Probable Inference, the Law of Succession, and Statistical
// Inference, 1927.
func Wilson(right, of int) Proportion {
	p := Proportion{Right: right, Of: of, High: 1}
	if of == 0 {
		return p
	}
	const z = z95
	n, share := float64(of), float64(right)/float64(of)
	middle := (share + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	p.Low, p.High = max(0, middle-half), min(1, middle+half)
	return p
}

// String returns the share and its interval with two decimals: "0.90 (0.83-0.94)"; "-" of no trials.
func (p Proportion) String() string {
	if p.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f (%.2f-%.2f)", float64(p.Right)/float64(p.Of), p.Low, p.High)
}
