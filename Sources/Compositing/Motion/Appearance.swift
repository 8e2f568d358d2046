internal import Story

/// What animations do to an overlay at a moment.
struct Appearance: Hashable {
    /// 0…1.
    var opacity = 1.0
    /// 1 is the overlay's own size; about its middle.
    var scale = 1.0
    /// In pixels of the canvas.
    var offset = Point(x: 0, y: 0)
    /// Clockwise, about its middle.
    var degrees = 0.0
    /// The part that is seen, in shares of its width from the left.
    var wipe = 0.0...1.0
    /// How much of the text is written; nil for all of it.
    var writing: Writing?

    struct Writing: Hashable {
        var unit: Transition.Unit
        /// 0…1.
        var share: Double
    }

    /// Both at once.
    func combined(with other: Appearance) -> Appearance {
        var writing = self.writing ?? other.writing
        if let one = self.writing, let two = other.writing { writing = one.share < two.share ? one : two }
        let lower = max(wipe.lowerBound, other.wipe.lowerBound)
        return Appearance(
            opacity: opacity * other.opacity, scale: scale * other.scale, offset: offset + other.offset,
            degrees: degrees + other.degrees,
            wipe: lower...max(lower, min(wipe.upperBound, other.wipe.upperBound)), writing: writing)
    }
}

/// The canvas, and where on it the overlay is that moves.
struct Surroundings {
    var canvasWidth: Double
    var canvasHeight: Double
    /// Everything that is drawn of the overlay.
    var extent: Rectangle

    /// The ways just out of the canvas.
    var up: Point { Point(x: 0, y: min(0, -extent.maxY)) }
    var down: Point { Point(x: 0, y: max(0, canvasHeight - extent.minY)) }
    var left: Point { Point(x: min(0, -extent.maxX), y: 0) }
    var right: Point { Point(x: max(0, canvasWidth - extent.minX), y: 0) }
}

/// Which way through a transition an overlay goes.
enum Passage { case entering, leaving }

extension Transition {
    /// What is seen `seconds` after the transition of an overlay that appears began, or before that of
    /// one that disappears ends.
    func appearance(after seconds: Double, _ passage: Passage, in surroundings: Surroundings) -> Appearance {
        guard animation != .none, seconds < duration else { return Appearance() }
        let time = max(0, seconds / duration)
        return appearance(presence: presence(at: time, passage), passage, surroundings)
    }

    /// How much is there: an overlay that leaves does what it does entering, backwards in time, unless the
    /// story names the easing, which is always that of the change itself.
    private func presence(at time: Double, _ passage: Passage) -> Double {
        if let easing {
            return passage == .entering ? easing.progress(at: time) : 1 - easing.progress(at: 1 - time)
        }
        return switch animation {
        case .none, .fade, .typewriter: time
        // By way of 1.08.
        case .pop: Easing.back(time, overshoot: 1.5)
        case .bounce: Easing.bounce.progress(at: time)
        case .wipe: Easing.easeInOut.progress(at: time)
        case .zoom, .slideUp, .slideDown, .slideLeft, .slideRight, .rise, .spin:
            Easing.easeOut.progress(at: time)
        }
    }

    private func appearance(
        presence: Double, _ passage: Passage, _ surroundings: Surroundings
    ) -> Appearance {
        let share = min(max(presence, 0), 1)
        let enters = passage == .entering
        func away(_ from: Point, _ to: Point) -> Appearance {
            Appearance(offset: (enters ? from : to) * (1 - presence))
        }
        switch animation {
        case .none: return Appearance()
        case .fade: return Appearance(opacity: share)
        case .pop: return Appearance(scale: max(0, presence))
        case .zoom: return Appearance(opacity: share, scale: max(0, presence))
        case .slideUp: return away(surroundings.down, surroundings.up)
        case .slideDown: return away(surroundings.up, surroundings.down)
        case .slideLeft: return away(surroundings.right, surroundings.left)
        case .slideRight: return away(surroundings.left, surroundings.right)
        case .rise:
            let way = Point(x: 0, y: surroundings.canvasHeight * Self.riseShare)
            var rising = away(way, way * -1)
            rising.opacity = share
            return rising
        case .bounce: return away(surroundings.up, surroundings.up)
        case .spin:
            return Appearance(scale: max(0, presence), degrees: (enters ? -360 : 360) * (1 - presence))
        case .wipe: return Appearance(wipe: enters ? 0...share : (1 - share)...1)
        case .typewriter: return Appearance(writing: .init(unit: unit, share: share))
        }
    }

    /// How far `rise` goes, as a share of the canvas's height: about the height of a line of text.
    private static let riseShare = 0.05
}
