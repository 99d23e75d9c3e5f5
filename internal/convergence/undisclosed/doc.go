// Package undisclosed says what links that nobody recorded could do to a side: which are plausible, and how few of them
// would leave one line of evidence. What it finds is a supposition and never a number of the tally. It reads nothing.
package undisclosed
