package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-ical"
	"github.com/emersion/go-message/mail"
	"github.com/teambition/rrule-go"
)

// calendarSource is the source of all meetings from calendars, so that one is one interaction whoever's calendar it is in.
const calendarSource = "calendar"

// How much of a recurring event is taken: its instances of the last years, and of those the latest.
const (
	recurringYears = 5
	recurringMost  = 1000
	// recurringSteps bounds what is looked at to find them.
	recurringSteps = 100_000
)

const instanceLayout = "20060102T150405Z"

// A calendar is one that is read.
type calendar struct {
	run      *run
	file     string
	defined  map[string]zone // that it describes itself
	floating zone            // of times without one
	replaced map[string]bool // instances of recurring events that an event of their own stands for
	alone    int             // events with nobody else
}

// readCalendar spools the meetings of a calendar. It is read twice: time zones and changed instances may stand behind the events that they are of.
func readCalendar(ctx context.Context, r *run, source Source) error {
	c := &calendar{run: r, file: source.Name, defined: map[string]zone{}, floating: utc, replaced: map[string]bool{}}
	var changed []*ical.Component
	err := c.each(ctx, source, func(part *component) error {
		switch {
		case part.name == "X-WR-TIMEZONE":
			if z := zoneNamed(string(valueOf(part.text))); z != nil {
				c.floating = z
			}
		case part.name == "VTIMEZONE":
			c.define(part)
		case part.name == "VEVENT" && bytes.Contains(part.text, []byte("\nRECURRENCE-ID")):
			if event, err := part.parse(); err == nil {
				changed = append(changed, event)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, event := range changed {
		if at, err := c.instant(event.Props.Get(ical.PropRecurrenceID)); err == nil {
			c.replaced[instanceID(uid(event), at)] = true
		}
	}
	cancelled := false
	err = c.each(ctx, source, func(part *component) error {
		switch {
		case part.name == "METHOD":
			cancelled = valueIs(part.text, "CANCEL")
		case part.name == "VEVENT" && !cancelled:
			return c.event(part)
		}
		return nil
	})
	if c.alone > 0 {
		r.note("%s: %d events with nobody else left out", c.file, c.alone)
	}
	return err
}

// each gives every component to work.
func (c *calendar) each(ctx context.Context, source Source, work func(*component) error) error {
	return c.run.readText(source, func(f *File, text *bufio.Reader) error {
		parts := newComponentReader(text)
		for {
			part, err := parts.next()
			if errors.Is(err, io.EOF) {
				return ctx.Err()
			}
			if err == nil {
				c.run.report(c.file, f.BytesRead())
				err = errors.Join(work(part), ctx.Err())
			}
			if err != nil {
				return err
			}
		}
	})
}

// define notes a time zone that the calendar describes.
func (c *calendar) define(part *component) {
	described, err := part.parse()
	if err != nil {
		return // its events say that their zone is not known
	}
	if z, err := zoneDefined(described); err == nil {
		if id := described.Props.Get(ical.PropTimezoneID); id != nil {
			c.defined[id.Value] = z
		}
	}
}

// zoneOf is the zone of a time.
func (c *calendar) zoneOf(prop *ical.Prop) (zone, error) {
	id := prop.Params.Get(ical.PropTimezoneID)
	switch {
	case strings.HasSuffix(prop.Value, "Z"), len(prop.Value) == len("20060102"): // a whole day begins at midnight UTC
		return utc, nil
	case id == "":
		return c.floating, nil
	}
	if z := zoneNamed(id); z != nil {
		return z, nil
	}
	if z := c.defined[id]; z != nil {
		return z, nil
	}
	return nil, errors.New("its time zone is not known")
}

func (c *calendar) instant(prop *ical.Prop) (time.Time, error) {
	wall, err := wallTime(prop)
	if err != nil {
		return wall, errors.New("cannot be read")
	}
	z, err := c.zoneOf(prop)
	if err != nil {
		return wall, err
	}
	return z(wall), nil
}

// event spools a meeting, or all of a recurring one.
func (c *calendar) event(part *component) error {
	spool, err := c.run.spoolOf("messages and meetings", "interactions", evidenceColumns...)
	if err != nil {
		return err
	}
	reject := func(column, reason string) error {
		return spool.reject(&Reject{File: c.file, Line: part.line, Column: column, Reason: reason})
	}
	if part.fault != "" {
		return reject("", part.fault)
	}
	event, err := part.parse()
	if err != nil {
		return reject("", "cannot be read")
	}
	if status := event.Props.Get(ical.PropStatus); status != nil && strings.EqualFold(status.Value, "CANCELLED") {
		return nil
	}
	if c.run.mailbox.leavesOutEvent(event) {
		return nil
	}
	organizers, attendees := c.people(event)
	if both := append(slices.Clone(organizers), attendees...); len(distinct(both)) < 2 {
		c.alone++
		return nil
	}
	id := uid(event)
	if id == "" {
		id = hashID("event", string(part.text))
	}
	instances, fault := c.instances(event, id)
	if fault != "" {
		return reject("at", fault)
	}
	for _, instance := range instances {
		err := spool.write(c.file, part.line, []string{FormatInstant(instance.at), kindOfMeeting(event), "", "", "", FormatList(organizers), FormatList(attendees),
			instance.id, calendarSource}, nil)
		if err != nil {
			return err
		}
	}
	return nil
}

// uid is what all calendars call the event, or "".
func uid(event *ical.Component) string {
	prop := event.Props.Get(ical.PropUID)
	switch {
	case prop == nil:
		return ""
	case len(prop.Value) > idLimit:
		return hashID("event", prop.Value)
	}
	return strings.TrimSpace(prop.Value)
}

func instanceID(uid string, at time.Time) string { return uid + "/" + at.Format(instanceLayout) }

// people are the addresses of those who organise and attend an event, without those who declined, rooms and things.
func (c *calendar) people(event *ical.Component) (organizers, attendees []string) {
	declined := map[string]bool{}
	take := func(name string, list *[]string) {
		for _, prop := range event.Props[name] {
			a := addressOf(prop)
			kind := strings.ToUpper(prop.Params.Get(ical.ParamCalendarUserType))
			switch {
			case !plainAddress.MatchString(a), kind == "RESOURCE", kind == "ROOM", strings.HasSuffix(a, ".calendar.google.com"), strings.HasSuffix(a, "@calendar.google.com"):
				continue
			case strings.EqualFold(prop.Params.Get(ical.ParamParticipationStatus), "DECLINED"):
				declined[a] = true
				continue
			case kind == "GROUP":
				c.run.strangers.never(a)
			}
			c.run.strangers.see(&mail.Address{Name: prop.Params.Get(ical.ParamCommonName), Address: a})
			*list = append(*list, a)
		}
	}
	take(ical.PropAttendee, &attendees)
	take(ical.PropOrganizer, &organizers)
	organizers = slices.DeleteFunc(organizers, func(a string) bool { return declined[a] })
	return organizers, attendees
}

// addressOf is the address of somebody in an event, lower case; no address where there is none.
func addressOf(prop ical.Prop) string {
	a := strings.ToLower(strings.TrimSpace(prop.Value))
	if email := prop.Params.Get("EMAIL"); email != "" && !strings.HasPrefix(a, "mailto:") {
		return strings.ToLower(email)
	}
	return strings.TrimPrefix(a, "mailto:")
}

// online is where a meeting is that is none in a room.
var online = regexp.MustCompile(`(?i)https?://|microsoft teams`)

// kindOfMeeting is video where the event has a link to a conference.
func kindOfMeeting(event *ical.Component) string {
	for name, props := range event.Props {
		if name == "CONFERENCE" || strings.HasPrefix(name, "X-") || name == ical.PropLocation && online.MatchString(props[0].Value) {
			return "video"
		}
	}
	return "meeting"
}

// An instance is one time that an event takes place.
type instance struct {
	id string
	at time.Time
}

// instances are the times of an event; of a recurring one those that are past, not too many. Fault says why they are not known.
func (c *calendar) instances(event *ical.Component, id string) (all []instance, fault string) {
	start := event.Props.Get(ical.PropDateTimeStart)
	if start == nil {
		return nil, "is missing"
	}
	at, err := c.instant(start)
	if err != nil {
		return nil, err.Error()
	}
	if at.Before(earliest) {
		return nil, "the date is " + at.Format(time.DateOnly) + ": a clock was wrong"
	}
	if replaces := event.Props.Get(ical.PropRecurrenceID); replaces != nil {
		of, err := c.instant(replaces)
		if err != nil {
			return nil, err.Error()
		}
		if at.After(c.run.now) {
			return nil, ""
		}
		return []instance{{instanceID(id, of), at}}, ""
	}
	rule, err := event.Props.RecurrenceRule()
	if err != nil {
		return nil, "its rule of recurrence cannot be read"
	}
	if rule == nil && event.Props.Get(ical.PropRecurrenceDates) == nil {
		return []instance{{id, at}}, ""
	}
	times, fault := c.recurring(event, rule, start)
	if fault != "" {
		return nil, fault
	}
	for _, at := range times {
		if of := instanceID(id, at); !c.replaced[of] {
			all = append(all, instance{of, at})
		}
	}
	return all[max(0, len(all)-recurringMost):], ""
}

// recurring are the past times of a recurring event, in order. The rule runs on the wall's clock: ten o'clock stays ten o'clock in summer.
func (c *calendar) recurring(event *ical.Component, rule *rrule.ROption, start *ical.Prop) (times []time.Time, fault string) {
	z, err := c.zoneOf(start)
	if err != nil {
		return nil, err.Error()
	}
	wall, err := wallTime(start)
	if err != nil {
		return nil, "cannot be read"
	}
	from, to := c.run.now.AddDate(-recurringYears, 0, 0), c.run.now
	take := func(at time.Time) {
		if !at.Before(from) && !at.After(to) {
			times = append(times, at)
		}
	}
	if rule == nil {
		take(z(wall))
	} else {
		if rule.Freq > rrule.DAILY {
			return nil, "it recurs more often than daily"
		}
		if value := event.Props.Get(ical.PropRecurrenceRule).Value; untilUTC.MatchString(value) {
			rule.Until = z.wall(rule.Until)
		}
		rule.Dtstart = wall
		compiled, err := rrule.NewRRule(*rule)
		if err != nil {
			return nil, "its rule of recurrence cannot be read"
		}
		next := compiled.Iterator()
		for step := 0; ; step++ {
			if step == recurringSteps {
				return nil, "it recurs too often"
			}
			on, more := next()
			if !more || on.After(to.AddDate(0, 0, 1)) {
				break
			}
			take(z(on))
		}
	}
	for _, prop := range event.Props[ical.PropRecurrenceDates] {
		c.dates(prop, take)
	}
	except := map[int64]bool{}
	for _, prop := range event.Props[ical.PropExceptionDates] {
		c.dates(prop, func(at time.Time) { except[at.Unix()] = true })
	}
	times = slices.DeleteFunc(times, func(at time.Time) bool { return except[at.Unix()] })
	slices.SortFunc(times, time.Time.Compare)
	return slices.CompactFunc(times, time.Time.Equal), ""
}

var untilUTC = regexp.MustCompile(`(?i)UNTIL=\d{8}T\d{6}Z`)

// dates gives the times of a list that can be read to take.
func (c *calendar) dates(prop ical.Prop, take func(time.Time)) {
	for _, text := range strings.Split(prop.Value, ",") {
		one := prop
		one.Value, _, _ = strings.Cut(text, "/") // the beginning of a period
		if at, err := c.instant(&one); err == nil {
			take(at)
		}
	}
}
