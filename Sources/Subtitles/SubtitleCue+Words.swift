internal import Compositing
internal import Story

extension SubtitleCue {
    /// The cue's words and when they are spoken, on the file's clock. The cue's first word begins a page, and another
    /// speaker's first word begins a line.
    ///
    /// Timestamps inside the cue are exact. Words between two timestamps, or in a cue without timestamps, share the
    /// time in proportion to their letters. The standard forbids timestamps outside the cue or not after the preceding
    /// one (W3C WebVTT, 4.2.2, "WebVTT cue timestamp"); they are ignored.
    var words: [CaptionWord] {
        var spoken: [Spoken] = []
        var ending = end
        var last = start
        var marks: ArraySlice<SubtitleLine.Mark> = []
        for line in lines {
            // A timestamp after a line's last word applies to the next line.
            let left = marks.map { SubtitleLine.Mark(offset: 0, time: $0.time) }
            marks = (left + line.marks)[...]
            for (position, (text, offset)) in line.units.enumerated() {
                var word = Spoken(text: text)
                if spoken.isEmpty {
                    word.beginning = .page
                } else if position == 0, line.isOfAnotherSpeaker {
                    word.beginning = .line
                }
                while let mark = marks.first, mark.offset <= offset {
                    if mark.time > last, mark.time < end {
                        word.start = mark.time
                        last = mark.time
                    }
                    marks.removeFirst()
                }
                // Timestamps inside a word have no effect.
                marks = marks.drop { $0.offset < offset + text.utf8.count }
                spoken.append(word)
            }
        }
        if let mark = marks.last, mark.time > last, mark.time < end { ending = mark.time }
        if !spoken.isEmpty, spoken[0].start == nil { spoken[0].start = start }
        return Self.timed(spoken, end: ending)
    }

    private struct Spoken {
        let text: String
        /// Nil if no timestamp gives it.
        var start: Double?
        var beginning: CaptionWord.Beginning?
    }

    /// - Parameter spoken: words, the first of which has its start.
    private static func timed(_ spoken: [Spoken], end: Double) -> [CaptionWord] {
        var words: [CaptionWord] = []
        var place = 0
        while place < spoken.count {
            let next = spoken[(place + 1)...].firstIndex { $0.start != nil } ?? spoken.count
            let from = spoken[place].start ?? end
            let to = next < spoken.count ? spoken[next].start ?? end : end
            let shares = spoken[place..<next].map { Double($0.text.count) }
            let whole = shares.reduce(0, +)
            var before = 0.0
            for (word, share) in zip(spoken[place..<next], shares) {
                let start = from + (to - from) * before / whole
                before += share
                words.append(
                    CaptionWord(
                        text: word.text, start: start, end: from + (to - from) * before / whole,
                        beginning: word.beginning))
            }
            place = next
        }
        return words
    }
}

extension SubtitleLine {
    /// The units that can be caption words, each with the number of bytes of UTF-8 before it.
    fileprivate var units: [(text: String, offset: Int)] {
        var units: [(String, Int)] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
            let whole = String(word)
            let known = DictionaryWords.ranges(in: whole)
            var offset = 0
            for unit in CaptionWord.units(of: whole) {
                // The letters of a word that a dictionary knows stay together.
                if known.contains(where: { $0.lowerBound < offset && offset < $0.upperBound }) {
                    units[units.count - 1].0 += unit
                } else {
                    units.append((unit, start + offset))
                }
                offset += unit.utf8.count
            }
        }
        return units
    }
}
