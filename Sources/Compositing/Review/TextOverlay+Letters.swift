internal import Story

extension TextOverlay {
    /// The same letters in the same places, opaque, with nothing behind or round them.
    var lettersAlone: TextOverlay {
        var plain = self
        plain.style.color = .white
        plain.style.gradient = nil
        plain.style.outline = nil
        plain.style.shadow = nil
        plain.style.glow = nil
        // The background stays, unseen: it makes room.
        plain.style.background.color = .clear
        plain.entityColor = nil
        plain.highlight = nil
        plain.captions.color = .white
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

    /// The same without the letters: what is left has colours of its own.
    var picturesAlone: TextOverlay {
        var pictures = lettersAlone
        pictures.style.color = .clear
        pictures.captions.color = .clear
        return pictures
    }
}

extension Color {
    fileprivate static let clear = Color(red: 0, green: 0, blue: 0, alpha: 0)
}
