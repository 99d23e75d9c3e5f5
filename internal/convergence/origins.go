package convergence

// PresumedOrigins returns the number of independent origins that stand behind the sources (O of the method).
func (s *Side) PresumedOrigins() float64 {
	a := s.analysis.a
	a.Mu.Lock()
	defer a.Mu.Unlock()
	return s.analysis.PresumedOrigins()
}
