internal import Story

extension TextOverlay {
    /// The same letters in the same places, opaque, without anything behind or around them.
    func lettersAlone(in color: Color) -> TextOverlay {
        var plain = self
        plain.style.color = color
        plain.style.gradient = nil
        plain.style.outline = nil
        plain.style.shadow = nil
        plain.style.glow = nil
        // An invisible background still takes its space, which keeps the letters in place.
        plain.style.background.color = .clear
        plain.entityColor = nil
        plain.highlight = nil
        plain.captions.color = color
        plain.captions.background = nil
        if case .runs(let runs) = content {
            plain.content = .runs(
                runs.map { run in
                    var run = run
                    run.color = nil
                    run.background = nil
                    return run
                })
        }
        return plain
    }
}

extension Color {
    fileprivate static let clear = Color(red: 0, green: 0, blue: 0, alpha: 0)
}
