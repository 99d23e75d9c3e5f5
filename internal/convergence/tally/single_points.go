package tally

// Bottlenecks returns the sources that all of the side's grounded sources hang on, nearest to the claim first.
func (s *Side) Bottlenecks() []int32 {
	if len(s.Groups) == 0 {
		return nil
	}
	tree := s.A.Tree()
	var out []int32
	for v := s.Groups[0][0]; v >= 0 && v != tree.Root; v = tree.Above[v] {
		all := true
		for _, members := range s.Groups {
			for _, m := range members {
				if all = all && tree.Holds(v, m); !all {
					break
				}
			}
		}
		if all {
			out = append(out, v)
		}
	}
	return out
}

// Lost returns the sources of the side that rest on nothing without v, ascending.
func (s *Side) Lost(v int32) []int32 {
	var out []int32
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 && s.A.Tree().Holds(v, p.Node) {
			out = append(out, p.Node)
		}
	}
	return out
}

// Gatekeepers are the cut nearest to the claim.
func (s *Side) Gatekeepers() []int32 {
	if s.Tally.LineCount == 0 {
		return nil
	}
	var begin []int32
	for i, p := range s.Positions {
		if s.GroupOf[i] >= 0 {
			begin = append(begin, p.Node)
		}
	}
	return s.Flow.NearCut(begin)
}

// RootCauses are the cut nearest to the first-hand ends.
func (s *Side) RootCauses() []int32 {
	if s.Tally.LineCount == 0 {
		return nil
	}
	return s.Flow.FarCut(s.A.G.Terminal)
}
