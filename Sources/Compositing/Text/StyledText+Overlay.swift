internal import Story

extension StyledText {
    /// The overlay's whole text.
    init(_ overlay: TextOverlay) {
        let highlighted = overlay.highlight?.indices(in: overlay.content.separateWords) ?? []
        self.init(overlay.content, of: overlay, highlighted: highlighted)
    }

    /// Some of the words of captions.
    ///
    /// - Parameters:
    ///   - highlighted: the indices of the overlay's highlighted words.
    ///   - active: the word that is being spoken.
    ///   - hiddenFrom: the first word that is still hidden.
    init(
        words range: Range<Int>, of overlay: TextOverlay, highlighted: Set<Int>, active: Int?,
        hiddenFrom: Int? = nil
    ) {
        guard case .words(let all) = overlay.content else { preconditionFailure("no captions") }
        let content = TextContent.words(Array(all[range]))
        let words = content.separateWords
        var marks: [Mark] = []
        if let active, range.contains(active) {
            let captions = overlay.captions
            let isPlain = captions.color == nil && captions.background == nil
            let color = captions.mode == .highlight && isPlain ? Captions.standardColor : captions.color
            marks.append(
                Mark(range: words[active - range.lowerBound].range) { look in
                    look.color = color ?? look.color
                    look.background = captions.background ?? look.background
                })
        }
        if let hiddenFrom, range.contains(hiddenFrom), let last = words.last {
            // Includes the preceding space, so that no background extends under it.
            let seen = hiddenFrom - range.lowerBound
            let start = seen > 0 ? words[seen - 1].range.upperBound : 0
            marks.append(Mark(range: start..<last.range.upperBound) { look in look.isHidden = true })
        }
        let own = highlighted.filter(range.contains).map { $0 - range.lowerBound }
        self.init(content, of: overlay, highlighted: Set(own), marks: marks)
    }

    private init(
        _ content: TextContent, of overlay: TextOverlay, highlighted: Set<Int>, marks: [Mark] = []
    ) {
        let text = TextOverlay(content: content).text
        let entities = EntityScanner.matches(in: text)
        var all: [Mark] = []
        if case .runs(let runs) = content {
            var offset = 0
            for run in runs {
                let end = offset + run.text.utf8.count
                all.append(Mark(run, range: offset..<end, style: overlay.style))
                offset = end
            }
        }
        if let color = overlay.entityColor {
            all += entities.map { entity in Mark(range: entity.range) { look in look.color = color } }
        }
        if let highlight = overlay.highlight {
            all += Self.groups(of: highlighted, in: content.separateWords).map { range in
                Mark(range: range) { look in
                    look.color = highlight.color ?? look.color
                    look.background = highlight.background ?? look.background
                }
            }
        }
        let words = if case .words = content { content.separateWords } else { [TextWord]() }
        self.init(
            text, letterCase: overlay.style.letterCase, marks: all + marks, entities: entities, words: words)
    }

    /// Adjacent words form one range, so that they share a box.
    private static func groups(of indices: Set<Int>, in words: [TextWord]) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        for index in indices.sorted() {
            let range = words[index].range
            if indices.contains(index - 1), let last = groups.last {
                groups[groups.count - 1] = last.lowerBound..<range.upperBound
            } else {
                groups.append(range)
            }
        }
        return groups
    }
}

extension StyledText.Mark {
    fileprivate init(_ run: TextRun, range: Range<Int>, style: TextStyle) {
        let font = run.font == TextRun.FontChange() ? nil : run.font.applied(to: style.font)
        self.init(range: range) { look in
            look.color = run.color ?? look.color
            look.font = font ?? look.font
            look.background = run.background ?? look.background
        }
    }
}
