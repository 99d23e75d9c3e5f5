package evidence

import "time"

// SetClock makes a Latest read another clock.
func (k *Latest[T]) SetClock(now func() time.Time) { k.now = now }
