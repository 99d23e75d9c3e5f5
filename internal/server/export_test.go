package server

import "time"

// SetAfter replaces the clock that the server waits DrainDelay on.
func SetAfter(s *Server, after func(time.Duration) <-chan time.Time) { s.after = after }
