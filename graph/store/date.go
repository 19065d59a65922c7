package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// Date is a day without a time or zone, as Neo4j's date. The zero Date is no date; optional dates are *Date.
type Date struct{ day time.Time }

// NewDate makes a Date of a year, month and day.
func NewDate(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// DateOf is the UTC day of an instant.
func DateOf(at time.Time) Date {
	at = at.UTC()
	return NewDate(at.Year(), at.Month(), at.Day())
}

// ParseDate reads the form 2006-01-02 and no other.
func ParseDate(text string) (Date, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil || day.Year() < 1 {
		return Date{}, fmt.Errorf("%q is not a date of the form 2026-11-21", text)
	}
	return Date{day}, nil
}

// String is the form 2006-01-02.
func (d Date) String() string { return d.day.Format(time.DateOnly) }

// Time is midnight UTC at the beginning of the day.
func (d Date) Time() time.Time { return d.day }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.day.IsZero() }

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.day.Before(other.day) }

// AddDays is the day n days later.
func (d Date) AddDays(n int) Date { return Date{d.day.AddDate(0, 0, n)} }

// MarshalJSON writes the form "2006-01-02".
func (d Date) MarshalJSON() ([]byte, error) { return d.day.AppendFormat(nil, `"2006-01-02"`), nil }

// UnmarshalJSON reads the form "2006-01-02".
func (d *Date) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return &json.UnmarshalTypeError{Value: string(data), Type: dateType}
	}
	parsed, err := ParseDate(text)
	if err != nil {
		return &json.UnmarshalTypeError{Value: text, Type: dateType}
	}
	*d = parsed
	return nil
}
