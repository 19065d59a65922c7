// Package problem holds the failures that callers are told about. It imports nothing of ours, so that every
// other package can return them; handlers turn them into RFC 9457 problem documents in one place.
package problem

import (
	"errors"
	"fmt"
	"time"
)

// Kind is what went wrong, in the words of the type address under /problems/.
type Kind string

// The kinds of problems; each is documented at /problems/{kind}.
const (
	KindMalformed            Kind = "malformed"             // the request cannot be read
	KindNotSignedIn          Kind = "not-signed-in"         // nobody knows who asks
	KindNotAllowed           Kind = "not-allowed"           // it is known who asks, and they may not
	KindNotFound             Kind = "not-found"             // no such record or route
	KindMethodNotAllowed     Kind = "method-not-allowed"    // the route has other methods
	KindConflict             Kind = "conflict"              // the graph as it is forbids it
	KindInUse                Kind = "in-use"                // relations would go with the record
	KindPreconditionRequired Kind = "precondition-required" // If-Match is missing
	KindPreconditionFailed   Kind = "precondition-failed"   // the record has moved on
	KindInvalid              Kind = "invalid"               // well-formed, but against the model
	KindTooLarge             Kind = "too-large"             // the body is over the limit
	KindGone                 Kind = "gone"                  // what was asked for is not kept any more
	KindTooMany              Kind = "too-many-requests"     // the caller asks too often
	KindUnavailable          Kind = "unavailable"           // Neo4j is away, or too many queries at once
	KindTimedOut             Kind = "timed-out"             // a query ran into its time limit
	KindInternal             Kind = "internal"              // a fault of ours
)

// FieldError says what is wrong with one field of the body; Pointer is a JSON pointer (RFC 6901).
type FieldError struct {
	Pointer string `json:"pointer" example:"/domains/0"`
	Detail  string `json:"detail" example:"is not a domain name"`
}

// Problem is a failure with all that its caller is told.
type Problem struct {
	Kind       Kind
	Detail     string
	Errors     []FieldError
	Relations  map[string]int64 // KindInUse: how many relations of each type would go along
	RetryAfter time.Duration    // KindUnavailable, KindTooMany: when to try again
	cause      error
}

// Error says the kind and the detail; the cause is for logs and is reached by errors.Unwrap.
func (p *Problem) Error() string { return string(p.Kind) + ": " + p.Detail }

// Unwrap returns what caused the problem, if anything is known.
func (p *Problem) Unwrap() error { return p.cause }

// NotFound says that a record of a kind ("account") does not exist.
func NotFound(kind, id string) error {
	return &Problem{Kind: KindNotFound, Detail: fmt.Sprintf("There is no %s %q.", kind, id)}
}

// NotSignedIn says that a request came without credentials, or with some that do not count.
func NotSignedIn(detail string) error { return &Problem{Kind: KindNotSignedIn, Detail: detail} }

// NotAllowed says that the caller may not do what they ask for. Never for a record that they may not see: that one is not found.
func NotAllowed(format string, args ...any) error {
	return &Problem{Kind: KindNotAllowed, Detail: fmt.Sprintf(format, args...)}
}

// TooMany says that the caller asks too often, and when to try again.
func TooMany(detail string, retryAfter time.Duration) error {
	return &Problem{Kind: KindTooMany, Detail: detail, RetryAfter: retryAfter}
}

// Malformed says that the request cannot be read; errors name the places where that is known.
func Malformed(detail string, errs ...FieldError) error {
	return &Problem{Kind: KindMalformed, Detail: detail, Errors: errs}
}

// Conflict says that the graph as it stands forbids the change.
func Conflict(format string, args ...any) error {
	return &Problem{Kind: KindConflict, Detail: fmt.Sprintf(format, args...)}
}

// InUse says that deleting a record would take relations along, and how many of each type.
func InUse(detail string, relations map[string]int64) error {
	return &Problem{Kind: KindInUse, Detail: detail, Relations: relations}
}

// Invalid says that a well-formed request is against the model.
func Invalid(errs ...FieldError) error {
	detail := "The request is against the model."
	if len(errs) == 1 {
		detail = fmt.Sprintf("%s %s", errs[0].Pointer, errs[0].Detail)
	}
	return &Problem{Kind: KindInvalid, Detail: detail, Errors: errs}
}

// Field makes an Invalid problem of one field.
func Field(pointer, format string, args ...any) error {
	return Invalid(FieldError{Pointer: pointer, Detail: fmt.Sprintf(format, args...)})
}

// PreconditionRequired says that a change needs If-Match.
func PreconditionRequired() error {
	return &Problem{Kind: KindPreconditionRequired, Detail: "Send If-Match with the ETag of the record as you read it."}
}

// PreconditionFailed says that the record has moved on since the caller read it.
func PreconditionFailed() error {
	return &Problem{Kind: KindPreconditionFailed, Detail: "The record has changed since you read it: read it again, then change it."}
}

// Gone says that what was asked for is not kept any more.
func Gone(detail string) error { return &Problem{Kind: KindGone, Detail: detail} }

// TooLarge says that a body is over its limit in bytes.
func TooLarge(limit int64) error {
	return &Problem{Kind: KindTooLarge, Detail: fmt.Sprintf("The body is over the limit of %d bytes.", limit)}
}

// Unavailable says that the graph cannot be reached now.
func Unavailable(detail string, retryAfter time.Duration, cause error) error {
	return &Problem{Kind: KindUnavailable, Detail: detail, RetryAfter: retryAfter, cause: cause}
}

// TimedOut says that a question ran into its time limit.
func TimedOut(cause error) error {
	return &Problem{Kind: KindTimedOut, Detail: "The question took longer than its time limit. Ask for less: fewer hops, a smaller depth, a lower limit.", cause: cause}
}

// Is reports whether err is a problem of this kind.
func Is(err error, kind Kind) bool {
	var p *Problem
	return errors.As(err, &p) && p.Kind == kind
}
