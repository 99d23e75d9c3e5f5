package evaluation

import (
	"fmt"
	"math"
)

// AUC is how well a score separates true from false: the chance that a true one has more of it than a false one, a tie
// counting half. 0.5 is no better than a coin, below it the score points the wrong way.
type AUC struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"` // to High: the 95 % interval, within [0,1]
	High  float64 `json:"high"`
	True  int     `json:"true"` // how many were scored, and of False
	False int     `json:"false"`
}

// z95 is the normal distribution's 97.5th percentile.
const z95 = 1.959963984540054

// DeLong returns the AUC with its interval: DeLong, DeLong and Clarke-Pearson, Comparing the Areas under Two or More
// Correlated Receiver Operating Characteristic Curves, Biometrics 1988, by the normal distribution. With fewer than
// two on a side nothing is known: the interval is all of [0,1], and without any on a side the value is NaN.
func DeLong(trueScores, falseScores []float64) AUC {
	a := AUC{Value: math.NaN(), High: 1, True: len(trueScores), False: len(falseScores)}
	if a.True == 0 || a.False == 0 {
		return a
	}
	above, below := placements(trueScores, falseScores)
	a.Value = mean(above)
	if a.True > 1 && a.False > 1 {
		half := z95 * math.Sqrt(variance(above)/float64(a.True)+variance(below)/float64(a.False))
		a.Low, a.High = max(0, a.Value-half), min(1, a.Value+half)
	}
	return a
}

// AUCDifference is by how much one score separates true from false better than another that was taken of the same.
type AUCDifference struct {
	Value float64 `json:"value"` // in [-1,1]
	Low   float64 `json:"low"`   // to High: the 95 % interval, by the same method
	High  float64 `json:"high"`
}

// DeLongDifference compares two scores of the same true and false ones: score i of x and of y belong together.
func DeLongDifference(trueX, falseX, trueY, falseY []float64) AUCDifference {
	aboveX, belowX := placements(trueX, falseX)
	aboveY, belowY := placements(trueY, falseY)
	for i := range aboveX {
		aboveX[i] -= aboveY[i]
	}
	for i := range belowX {
		belowX[i] -= belowY[i]
	}
	d := mean(aboveX)
	half := z95 * math.Sqrt(variance(aboveX)/float64(len(aboveX))+variance(belowX)/float64(len(belowX)))
	return AUCDifference{d, max(-1, d-half), min(1, d+half)}
}

// placements returns, for each true one, the share of the false ones that it is above, and for each false one the
// share of the true ones that are above it; ties count half.
func placements(trueScores, falseScores []float64) (above, below []float64) {
	above, below = make([]float64, len(trueScores)), make([]float64, len(falseScores))
	for i, x := range trueScores {
		for j, y := range falseScores {
			won := 0.0
			switch {
			case x > y:
				won = 1
			case x == y:
				won = .5
			}
			above[i] += won / float64(len(falseScores))
			below[j] += won / float64(len(trueScores))
		}
	}
	return above, below
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// variance returns the sample variance, with one degree of freedom less.
func variance(xs []float64) float64 {
	m, sum := mean(xs), 0.0
	for _, x := range xs {
		sum += (x - m) * (x - m)
	}
	return sum / float64(len(xs)-1)
}

// String returns "0.613 (0.524-0.702)", "-" where there was nothing to separate.
func (a AUC) String() string {
	if math.IsNaN(a.Value) {
		return "-"
	}
	return fmt.Sprintf("%.3f (%.3f-%.3f)", a.Value, a.Low, a.High)
}

// String returns "+0.01 (-0.02 to +0.04)".
func (d AUCDifference) String() string {
	return fmt.Sprintf("%+.3f (%+.3f to %+.3f)", zero(d.Value), zero(d.Low), zero(d.High))
}

// zero takes the sign from what rounds to nothing.
func zero(x float64) float64 {
	if math.Abs(x) < .0005 {
		return 0
	}
	return x
}
