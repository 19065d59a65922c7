package strength

import "math"

// Direction is which of the two people an interaction comes from.
type Direction uint8

// Directions.
const (
	Forth Direction = iota // from the first of the two to the second
	Back                   // from the second to the first
	Both                   // calls, videos and meetings
)

// Kind is the kind of an interaction.
type Kind uint8

// Kinds, as the model lists them.
const (
	Email Kind = iota
	Call
	Video
	Meeting
	Message
)

// weights are those of the kinds, in their order.
var weights = [...]float64{weightWritten, weightCall, weightVideo, weightMeeting, weightWritten}

// Interaction is one between the two people of a tie, or several that were folded.
type Interaction struct {
	Day       int // its UTC day
	Kind      Kind
	Direction Direction
	Outside   int     // how many of those who took part are not our users
	Folded    *Folded // nil: it is one
}

// Folded is what is kept of several interactions of one kind and direction: they count as many on their mean day.
type Folded struct {
	Count       int
	Weight      float64 // of all, before decay
	Mean        float64 // day, by weight: a plain mean is off where groups of many met on other days than the two alone
	First, Last int     // days
}

// Fold puts interactions of one kind and direction together, single and folded ones. Within a month their strength stays the same to .01.
func Fold(all []Interaction) Interaction {
	f := Folded{First: all[0].First(), Last: all[0].Last()}
	days := 0.0
	for _, i := range all {
		weight := i.undecayed()
		f.Count += i.Count()
		f.Weight += weight
		days += weight * i.mean()
		f.First, f.Last = min(f.First, i.First()), max(f.Last, i.Last())
	}
	f.Mean = days / f.Weight
	return f.Interaction(all[0].Kind, all[0].Direction)
}

// Interaction is what the folded ones count as.
func (f Folded) Interaction(kind Kind, direction Direction) Interaction {
	return Interaction{Day: int(math.Round(f.Mean)), Kind: kind, Direction: direction, Folded: &f}
}

// Count is how many interactions it is.
func (i Interaction) Count() int {
	if i.Folded != nil {
		return i.Folded.Count
	}
	return 1
}

// First is the day of the first of them.
func (i Interaction) First() int {
	if i.Folded != nil {
		return i.Folded.First
	}
	return i.Day
}

// Last is the day of the last of them.
func (i Interaction) Last() int {
	if i.Folded != nil {
		return i.Folded.Last
	}
	return i.Day
}

func (i Interaction) mean() float64 {
	if i.Folded != nil {
		return i.Folded.Mean
	}
	return float64(i.Day)
}

func (i Interaction) undecayed() float64 {
	if i.Folded != nil {
		return i.Folded.Weight
	}
	return weights[i.Kind] / math.Sqrt(float64(max(1, i.Outside)))
}

// Weight is what an interaction weighs on a day: its kind's weight over √max(1, outside), halving with each half-life (in days); 0 in the
// future.
func (i Interaction) Weight(day int, halfLife float64) float64 {
	if i.Day > day {
		return 0
	}
	return i.undecayed() * math.Exp2(-(float64(day)-i.mean())/halfLife)
}

// Interacted is what the interactions of two people say of their tie on a day.
type Interacted struct {
	Strength    float64 // 0 to 1
	Counted     int     // interactions that weigh anything
	Weight      float64 // of all together
	Reciprocity float64 // 2·min(forth, back)/(forth+back), 0 to 1
	HalfLife    float64 // days
	First, Last int     // days of the first and the last one counted
}

// Interactions weighs the interactions of two people on a day. One that is in the future weighs nothing. The strength is
// (1 − e^(−Σw/8)) · (.5 + .5·R), at most .15 where R is 0; R counts mails and messages by their direction, all else for both. The half-life is 90
// days, rising linearly to 180 for a tie whose first interaction is five years old.
func Interactions(all []Interaction, day int) Interacted {
	var r Interacted
	forth, back := 0, 0
	for _, i := range all {
		if i.Day > day {
			continue
		}
		if first := i.First(); r.Counted == 0 || first < r.First {
			r.First = first
		}
		if last := min(i.Last(), day); r.Counted == 0 || last > r.Last {
			r.Last = last
		}
		count := i.Count()
		r.Counted += count
		if i.Direction != Back {
			forth += count
		}
		if i.Direction != Forth {
			back += count
		}
	}
	if r.Counted == 0 {
		return r
	}
	r.Reciprocity = 2 * float64(min(forth, back)) / float64(forth+back)
	r.HalfLife = halfLife + (halfLifeSeasoned-halfLife)*min(1, float64(day-r.First)/(seasonedYears*Year))
	for _, i := range all {
		r.Weight += i.Weight(day, r.HalfLife)
	}
	r.Strength = (1 - math.Exp(-r.Weight/saturation)) * (.5 + .5*r.Reciprocity)
	if r.Reciprocity == 0 {
		r.Strength = min(r.Strength, oneWayCap)
	}
	return r
}
