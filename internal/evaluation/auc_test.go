package evaluation

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// True 3 and 2, false 2 and 1. 3 is above both, 2 above 1 and level with 2: the true ones stand above 1 and .75 of the
// false ones, the false ones below .75 (2) and 1 (1) of the true ones. AUC .875; each variance .03125, so the standard
// error is sqrt(.03125/2 + .03125/2) = .176777, and 1.959964 of that is .346476.
func TestDeLong(t *testing.T) {
	a := DeLong([]float64{3, 2}, []float64{2, 1})
	if math.Abs(a.Value-.875) > 1e-12 || math.Abs(a.Low-(.875-.346476)) > 1e-6 || a.High != 1 ||
		a.String() != "0.875 (0.529-1.000)" {
		t.Errorf("got %+v, %s", a, a)
	}
	if a := DeLong([]float64{1, 1}, []float64{1, 1, 1}); a.Value != .5 || a.Low != .5 || a.High != .5 {
		t.Errorf("all alike: %+v", a)
	}
	if a := DeLong(nil, []float64{1}); !math.IsNaN(a.Value) || a.String() != "-" {
		t.Errorf("nothing true: %+v", a)
	}
	if a := DeLong([]float64{2}, []float64{1}); a.Value != 1 || a.Low != 0 || a.High != 1 {
		t.Errorf("one of each: %+v; want an interval that says that nothing is known", a)
	}
	// x is as above; y says the contrary, so that it has .125: the placements differ by 1, .5 and by .5, 1
	d := DeLongDifference([]float64{3, 2}, []float64{2, 1}, []float64{1, 2}, []float64{2, 3})
	if math.Abs(d.Value-.75) > 1e-12 || math.Abs(d.Low-(.75-z95*math.Sqrt(.125))) > 1e-12 || d.High != 1 {
		t.Errorf("difference %+v", d)
	}
	if d := (AUCDifference{-.0001, -.0123, .0456}); d.String() != "+0.000 (-0.012 to +0.046)" {
		t.Errorf("written %s", d)
	}
}

func TestDeLongProperties(t *testing.T) {
	scores := rapid.SliceOfN(rapid.Float64Range(-5, 5), 2, 20)
	rapid.Check(t, func(t *rapid.T) {
		xs, ys := scores.Draw(t, "true"), scores.Draw(t, "false")
		a, b := DeLong(xs, ys), DeLong(ys, xs)
		if math.Abs(a.Value+b.Value-1) > 1e-9 {
			t.Fatalf("%v one way and %v the other; expected them to add up to 1", a.Value, b.Value)
		}
		if a.Low > a.Value+1e-9 || a.High < a.Value-1e-9 {
			t.Fatalf("%v is outside of its interval %v to %v", a.Value, a.Low, a.High)
		}
		if d := DeLongDifference(xs, ys, xs, ys); d.Value != 0 || d.Low != 0 || d.High != 0 {
			t.Fatalf("a score differs from itself by %+v", d)
		}
	})
}
