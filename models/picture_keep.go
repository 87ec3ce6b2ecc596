package models

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"jauap/models/media"
)

// Limits of what visitors may upload before they file anything. A village behind one address, with
// 200 people who upload four telephone pictures each in ten minutes, stays below them.
const (
	burstMegapixels  = 3000      // of one network, decoded in a burst
	secondMegapixels = 10        // per second after that
	networkPictures  = 300 << 20 // bytes of unused pictures of one network
	allPictures      = 5 << 30   // of all networks
	networkDrafts    = 20 << 20  // bytes of drafts of one network
	allDrafts        = 1 << 30   // of all networks
	mostNetworks     = 10_000    // in the budget
)

type senderKey struct{}

// WithSender returns a context with the network from which pictures and drafts are stored.
func WithSender(ctx context.Context, network string) context.Context {
	return context.WithValue(ctx, senderKey{}, network)
}

// sender returns the hash of the network; empty for the program itself.
func (s *Store) sender(ctx context.Context) (network string, hash []byte) {
	if network, _ = ctx.Value(senderKey{}).(string); network == "" {
		return "", []byte{}
	}
	return network, s.secret.Hash("sender", network)
}

// pixelBudget limits the pixels that are decoded for each network.
type pixelBudget struct {
	mu       sync.Mutex
	networks map[string]*rate.Limiter
}

func newPixelBudget() *pixelBudget { return &pixelBudget{networks: map[string]*rate.Limiter{}} }

// take charges a network for a picture, or returns the time until the network may send it.
func (b *pixelBudget) take(network string, pixels int64, now time.Time) time.Duration {
	megapixels := int(pixels/1_000_000) + 1
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.networks) >= mostNetworks {
		clear(b.networks) // all networks get a new budget: 10,000 of them take 20 minutes of one network's patience
	}
	l := b.networks[network]
	if l == nil {
		l = rate.NewLimiter(secondMegapixels, burstMegapixels)
		b.networks[network] = l
	}
	if l.AllowN(now, megapixels) {
		return 0
	}
	return time.Duration((float64(megapixels) - l.TokensAt(now)) / secondMegapixels * float64(time.Second))
}

// DecodedPictures counts the files that this process has decoded.
func (s *Store) DecodedPictures() int64 { return s.decoder.Decoded() }

// keep stores the picture of an uploaded file that no page shows yet. All files of residents and
// officials come through it. A known file is not decoded again. Invalid names the problem of the
// file, or that its network has sent too much.
func (s *Store) keep(ctx context.Context, file []byte) (p DraftPicture, err error) {
	raw := sha256.Sum256(file)
	now := s.Now()
	var known []DraftPicture
	if err := s.read(ctx, &known, `update media set at = ? where raw = ? and hidden_at is null returning digest, width, height`, now, raw[:]); err != nil {
		return p, fmt.Errorf("keep a picture: %w", err)
	}
	if len(known) > 0 {
		return known[0], nil
	}
	source, err := media.Inspect(file)
	if err != nil {
		return p, Invalid{"pictures": pictureProblem(err)}
	}
	network, hash := s.sender(ctx)
	if network != "" {
		if wait := s.pixels.take(network, source.Pixels(), now); wait > 0 {
			return p, Invalid{"pictures": {Key: "problem.pictures_slow", Args: []any{"minutes", int(math.Ceil(wait.Minutes()))}}}
		}
		if err := s.roomFor(ctx, hash); err != nil {
			return p, err
		}
	}
	picture, err := s.decoder.Prepare(ctx, source)
	if err != nil {
		if ctx.Err() != nil { // the request ended before there was memory
			return p, fmt.Errorf("keep a picture: %w", err)
		}
		return p, Invalid{"pictures": pictureProblem(err)}
	}
	if _, err := s.exec(ctx, `
		insert into media (digest, mime, width, height, large, small, at, look, raw, network)
		values (?, ?, ?, ?, ?, ?, ?, ?::bit(128), ?, ?)
		on conflict do nothing`, picture.Digest, media.MIME, picture.Width, picture.Height,
		picture.Large, picture.Small, now, picture.Hash.String(), raw[:], hash); err != nil {
		return p, fmt.Errorf("keep a picture: %w", err)
	}
	// it may have been unused for long, and be deleted by the next sweep
	if _, err := s.exec(ctx, `update media set at = ? where digest = ?`, now, picture.Digest); err != nil {
		return p, fmt.Errorf("keep a picture: %w", err)
	}
	return DraftPicture{Digest: picture.Digest, Width: picture.Width, Height: picture.Height}, nil
}

// keepUnless is keep for a draft that has some pictures already: if it has enough, the file is
// looked up and not decoded.
func (s *Store) keepUnless(ctx context.Context, file []byte, digests []string, most int) (DraftPicture, error) {
	if len(digests) < most {
		return s.keep(ctx, file)
	}
	raw := sha256.Sum256(file)
	var known []DraftPicture
	if err := s.read(ctx, &known, `select digest, width, height from media where raw = ? and digest in ?`, raw[:], digests); err != nil {
		return DraftPicture{}, fmt.Errorf("keep a picture: %w", err)
	}
	if len(known) == 0 {
		return DraftPicture{}, tooManyPictures(most)
	}
	return known[0], nil
}

func tooManyPictures(most int) Invalid {
	return Invalid{"pictures": {Key: "problem.pictures_too_many", Args: []any{"max", most}}}
}

// roomFor returns Invalid if a network, or all together, have too many unused pictures. It counts
// before it writes: concurrent uploads may exceed the limit a little.
func (s *Store) roomFor(ctx context.Context, network []byte) error {
	var sum struct{ Own, Everybody int64 }
	if err := s.readOne(ctx, &sum, `
		select coalesce(sum(octet_length(large) + octet_length(small)) filter (where network = ?), 0) as own,
			coalesce(sum(octet_length(large) + octet_length(small)), 0) as everybody
		from media m where network is not null and not exists (select 1 from pictures p where p.digest = m.digest)`, network); err != nil {
		return fmt.Errorf("room for a picture: %w", err)
	}
	if sum.Own >= s.room.networkPictures || sum.Everybody >= s.room.allPictures {
		return Invalid{"pictures": {Key: "problem.pictures_full"}}
	}
	return nil
}

// room has the limits of unused pictures and drafts; tests lower them.
type room struct{ networkPictures, allPictures, networkDrafts, allDrafts int64 }

var usualRoom = room{networkPictures, allPictures, networkDrafts, allDrafts}

// roomForDraft returns Invalid if a network, or all together, have too many drafts. The smallest
// counts as 2 KB.
func (s *Store) roomForDraft(ctx context.Context, network []byte) error {
	if len(network) == 0 {
		return nil
	}
	var sum struct{ Own, Everybody int64 }
	if err := s.readOne(ctx, &sum, `
		select coalesce(sum(greatest(size, 2048)) filter (where network = ?), 0) as own, coalesce(sum(greatest(size, 2048)), 0) as everybody
		from drafts where appeal_id is null`, network); err != nil {
		return err
	}
	if sum.Own >= s.room.networkDrafts || sum.Everybody >= s.room.allDrafts {
		return Invalid{"draft": {Key: "problem.drafts_full"}}
	}
	return nil
}

// unreferenced is the SQL condition that no page and no draft uses a picture m.
const unreferenced = `not exists (select 1 from pictures p where p.digest = m.digest)
	and not exists (select 1 from drafts d where d.form -> 'pictures' @> jsonb_build_array(jsonb_build_object('digest', m.digest)))
	and not exists (select 1 from answer_drafts w where w.form -> 'pictures' @> jsonb_build_array(jsonb_build_object('digest', m.digest)))
	and not exists (select 1 from work_drafts w where w.form -> 'pictures' @> jsonb_build_array(jsonb_build_object('digest', m.digest)))`

// dropPictures deletes those of the pictures that are unused.
func (s *Store) dropPictures(ctx context.Context, digests []string) error {
	if len(digests) == 0 {
		return nil
	}
	_, err := s.exec(ctx, `delete from media m where m.digest in ? and `+unreferenced, digests)
	return err
}
