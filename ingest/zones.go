package ingest

import (
	"errors"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // calendars name zones on machines that know none

	"github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"
)

// A zone turns what the clock on the wall says, written as if it were UTC, into the instant.
type zone func(wall time.Time) time.Time

func utc(wall time.Time) time.Time { return wall }

// wall is what the clock says at an instant.
func (z zone) wall(at time.Time) time.Time {
	wall := at
	for range 2 { // the second time with the offset of about that hour
		wall = at.Add(wall.Sub(z(wall)))
	}
	return wall
}

// zoneNamed is a zone of the world's list, or nil. Programs put words of their own before the name.
func zoneNamed(name string) zone {
	parts := strings.Split(strings.Trim(name, "/"), "/")
	for from := range parts {
		known := strings.Join(parts[from:], "/")
		if known == "" || known == "Local" {
			continue
		}
		if location, err := time.LoadLocation(known); err == nil {
			return func(wall time.Time) time.Time {
				return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, location).UTC()
			}
		}
	}
	return nil
}

// An observance is a part of a zone's year.
type observance struct {
	start    time.Time // on the wall
	from, to time.Duration
	rule     *rrule.ROption
	dates    []time.Time
}

// zoneDefined is a zone as a calendar itself describes it.
func zoneDefined(c *ical.Component) (zone, error) {
	var all []observance
	for _, child := range c.Children {
		var o observance
		var err error
		if o.start, err = wallTime(child.Props.Get(ical.PropDateTimeStart)); err != nil {
			return nil, err
		}
		if o.from, err = offset(child.Props.Get(ical.PropTimezoneOffsetFrom)); err != nil {
			return nil, err
		}
		if o.to, err = offset(child.Props.Get(ical.PropTimezoneOffsetTo)); err != nil {
			return nil, err
		}
		if o.rule, err = child.Props.RecurrenceRule(); err != nil {
			return nil, err
		}
		for _, dates := range child.Props[ical.PropRecurrenceDates] {
			for _, text := range strings.Split(dates.Value, ",") {
				if at, err := wallText(text); err == nil {
					o.dates = append(o.dates, at)
				}
			}
		}
		all = append(all, o)
	}
	if len(all) == 0 {
		return nil, errors.New("has no times")
	}
	return func(wall time.Time) time.Time { return wall.Add(-offsetOn(all, wall)) }, nil
}

// offsetOn is the offset of the part of the year that began last.
func offsetOn(all []observance, wall time.Time) time.Duration {
	var began time.Time
	first, now := all[0], time.Duration(0)
	for _, o := range all {
		if o.start.Before(first.start) {
			first = o
		}
		if at := o.beganBefore(wall); !at.IsZero() && !at.Before(began) {
			began, now = at, o.to
		}
	}
	if began.IsZero() {
		return first.from
	}
	return now
}

// beganBefore is when the part of the year last began on or before, zero where it did not.
func (o observance) beganBefore(wall time.Time) (last time.Time) {
	for _, at := range append(o.dates, o.start) {
		if !at.After(wall) && at.After(last) {
			last = at
		}
	}
	if o.rule == nil || o.start.After(wall) {
		return last
	}
	rule := *o.rule
	rule.Dtstart = o.start
	if year := wall.Year() - 2; rule.Freq == rrule.YEARLY && rule.Interval <= 1 && rule.Count == 0 && o.start.Year() < year {
		rule.Dtstart = o.start.AddDate(year-o.start.Year(), 0, 0) // some programs begin in 1601
	}
	if rule.Freq > rrule.MONTHLY {
		return last
	}
	compiled, err := rrule.NewRRule(rule)
	if err != nil {
		return last
	}
	if at := compiled.Before(wall, true); at.After(last) {
		last = at
	}
	return last
}

// offset reads one such as +0100.
func offset(prop *ical.Prop) (time.Duration, error) {
	if prop == nil || len(prop.Value) < 5 {
		return 0, errors.New("has no offset")
	}
	number, err := strconv.Atoi(prop.Value[1:5])
	if err != nil {
		return 0, err
	}
	d := time.Duration(number/100)*time.Hour + time.Duration(number%100)*time.Minute
	if prop.Value[0] == '-' {
		d = -d
	}
	return d, nil
}

// wallTime is a time as it is written, whatever its zone.
func wallTime(prop *ical.Prop) (time.Time, error) {
	if prop == nil {
		return time.Time{}, errors.New("is missing")
	}
	return wallText(prop.Value)
}

func wallText(text string) (time.Time, error) {
	text = strings.TrimSuffix(strings.TrimSpace(text), "Z")
	if at, err := time.Parse("20060102", text); err == nil {
		return at, nil
	}
	return time.Parse("20060102T150405", text)
}
