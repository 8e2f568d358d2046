internal import Story

/// What captions show at each moment.
struct CaptionTimeline: Hashable, Sendable {
    /// What is visible until the next step begins.
    struct Step: Hashable, Sendable {
        /// In seconds from the slide's start.
        let start: Double
        /// The visible page; nil for none.
        let page: Int?
        /// The word that is being spoken.
        var active: Int?
        /// The first word that is still hidden.
        var hiddenFrom: Int?
    }

    /// In ascending order of time.
    let steps: [Step]

    /// If a pause is shorter than this, in seconds, the word before it stays highlighted until the next word.
    /// Flickering between words would distract.
    private static let bridgedPause = 0.3

    init(words: [CaptionWord], pages: [Range<Int>], mode: Captions.Mode) {
        var steps: [Step] = []
        for (page, range) in pages.enumerated() {
            let next = page + 1 < pages.count ? words[pages[page + 1].lowerBound].start : .infinity
            let spokenEnd = words[range].map(\.end).max() ?? next
            let end = next - spokenEnd <= Captions.hold ? next : spokenEnd + Captions.hold
            for word in range {
                let isLast = word + 1 == range.upperBound
                let hiddenFrom = mode == .reveal && !isLast ? word + 1 : nil
                steps.append(
                    Step(start: words[word].start, page: page, active: word, hiddenFrom: hiddenFrom))
                let following = isLast ? end : words[word + 1].start
                if mode != .word, following - words[word].end >= Self.bridgedPause {
                    steps.append(Step(start: words[word].end, page: page, hiddenFrom: hiddenFrom))
                }
            }
            if end < next { steps.append(Step(start: end, page: nil)) }
        }
        self.steps = steps
    }

    /// The index of the step at a moment; nil if nothing is visible.
    func index(at seconds: Double) -> Int? {
        // Finds the first step that begins later. Frame times are sums with rounding errors in their last digits.
        let moment = seconds + 1e-6
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].start > moment { high = middle } else { low = middle + 1 }
        }
        guard low > 0, steps[low - 1].page != nil else { return nil }
        return low - 1
    }
}
