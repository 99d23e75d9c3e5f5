package convergence

// confidence is the analytic confidence of the side that is worth more (method, section 5), the supporting one if
// they are worth the same. Above low, the thresholds hold over what can be checked. They are met within 1e-9. High asks
// also for two lines without those who have an interest in it, if anybody looked for interests.
func (a *Analysis) confidence() AnalyticConfidence {
	s := a.Leading()
	if s.Tally.Demonstrated+1e-9 < 1.5 || s.Tally.DemonstratedLineCount < 2 {
		return ConfidenceLow
	}
	checked := s.Checkable()
	d, lines := checked.Demonstrated+1e-9, checked.Lines
	switch {
	case d >= 2.5 && lines >= 3 && !s.Partial() && s.FragilityD() <= 0.5+1e-9:
		return ConfidenceHigh
	case d >= 1.5 && lines >= 2:
		return ConfidenceModerate
	}
	return ConfidenceLow
}
