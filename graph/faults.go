package graph

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kith/problem"
)

// faults gathers what is wrong with a body, to be told all at once.
type faults []problem.FieldError

func (f *faults) add(pointer, format string, args ...any) {
	*f = append(*f, problem.FieldError{Pointer: pointer, Detail: fmt.Sprintf(format, args...)})
}

// err is a problem that names every fault, or nil.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	return problem.Invalid(f...)
}

// listed checks a value against its closed list; nil is no fault.
func (f *faults) listed(pointer string, value *string, allowed []string) {
	if value != nil && !slices.Contains(allowed, *value) {
		f.add(pointer, "is not one of %s", strings.Join(allowed, ", "))
	}
}

// text checks a text that people write; nil is no fault.
func (f *faults) text(pointer string, value *string, most int) {
	if value == nil {
		return
	}
	if utf8.RuneCountInString(*value) > most {
		f.add(pointer, "has more than %d characters", most)
	}
	if strings.ContainsRune(*value, 0) {
		f.add(pointer, "holds a NUL character")
	}
}

// span checks that a beginning is before its end; either may be open.
func (f *faults) span(since, until *Date) {
	if since != nil && until != nil && !since.Before(*until) {
		f.add("/until", "is not after since, %s", since)
	}
}

// between checks a whole number's range; nil is no fault.
func (f *faults) between(pointer string, value *int, least, most int) {
	if value != nil && (*value < least || *value > most) {
		f.add(pointer, "is not from %d to %d", least, most)
	}
}

// reference notes that a body refers to nothing.
func (f *faults) reference(pointer string, found bool, what string) {
	if !found {
		f.add(pointer, "names no %s", what)
	}
}

// Longest texts, in characters.
const (
	longestName = 500
	longestNote = 10_000
)
