package neo4jdtest

// TakeSlot is the wait for a slot, which the tests cannot bring about from outside.
var TakeSlot = takeSlot

// Slots is how many there are.
const Slots = slots
