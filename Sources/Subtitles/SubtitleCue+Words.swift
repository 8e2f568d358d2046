internal import Compositing
internal import Story

extension SubtitleCue {
    /// The cue's words and when they are spoken, on the file's clock. The first one begins a page, and the first one
    /// of another speaker a line.
    ///
    /// Moments that the cue notes are exact. Words between two of them, or in a cue that notes none, share the time
    /// in proportion to their letters. A moment outside of the cue or not after the one before, which the standard
    /// forbids (W3C WebVTT, 4.2.2, "WebVTT cue timestamp"), is passed over.
    var words: [CaptionWord] {
        var spoken: [Spoken] = []
        var ending = end
        var last = start
        var marks: ArraySlice<SubtitleLine.Mark> = []
        for line in lines {
            // What is noted behind a line's last word is about the next one.
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
                // Inside of a word there is nothing to show.
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
        /// Nil where it is not noted.
        var start: Double?
        var beginning: CaptionWord.Beginning?
    }

    /// - Parameter spoken: the first has its start.
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
    /// What can be words of captions, each with the bytes of UTF-8 before it.
    fileprivate var units: [(text: String, offset: Int)] {
        var units: [(String, Int)] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
            let whole = String(word)
            let known = DictionaryWords.ranges(in: whole)
            var offset = 0
            for unit in CaptionWord.units(of: whole) {
                // Letters of one word that a dictionary knows stay together.
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
