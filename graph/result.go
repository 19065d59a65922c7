package graph

// sourceAPI is the source of what comes over HTTP.
const sourceAPI = "api"

// BatchLimit is how many changes one batch over HTTP may have.
const BatchLimit = 1000

// Outcomes of a change.
const (
	Created   = "created"
	Changed   = "changed"
	Unchanged = "unchanged"
	Refused   = "refused"
)

// Result is what became of one change: a record's id, or the problem that stood against it.
type Result struct {
	Status string
	ID     string
	Err    error
}
