package convergence

// confidence is the analytic confidence of the side that is worth more (method, section 5), the supporting one if
// they are worth the same. Above low, the thresholds hold over what can be checked. They are met within 1e-9.
func (a *analysis) confidence() AnalyticConfidence {
	s := a.leading()
	if s.tally.Demonstrated+1e-9 < 1.5 || s.tally.DemonstratedLines < 2 {
		return ConfidenceLow
	}
	checked := s.checkable()
	d, lines := checked.demonstrated+1e-9, checked.lines
	switch {
	case d >= 2.5 && lines >= 3 && s.fragilityD() <= 0.5+1e-9:
		return ConfidenceHigh
	case d >= 1.5 && lines >= 2:
		return ConfidenceModerate
	}
	return ConfidenceLow
}
