internal import Story

/// The effect of animations on an overlay at a moment.
struct Appearance: Hashable {
    /// From 0 to 1.
    var opacity = 1.0
    /// 1 is the overlay's own size. Scales about the overlay's middle.
    var scale = 1.0
    /// In canvas pixels.
    var offset = Point(x: 0, y: 0)
    /// Clockwise about the overlay's middle.
    var degrees = 0.0
    /// The visible part, in shares of the width from the left.
    var wipe = 0.0...1.0
    /// The part of the text that is written; nil for all of it.
    var writing: Writing?

    struct Writing: Hashable {
        var unit: Transition.Unit
        /// From 0 to 1.
        var share: Double
    }

    /// Both effects at once.
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

/// The canvas, and the moving overlay's place on it.
struct Surroundings {
    var canvasWidth: Double
    var canvasHeight: Double
    /// The area of everything that is drawn for the overlay.
    var extent: Rectangle

    /// The shortest ways out of the canvas.
    var up: Point { Point(x: 0, y: min(0, -extent.maxY)) }
    var down: Point { Point(x: 0, y: max(0, canvasHeight - extent.minY)) }
    var left: Point { Point(x: min(0, -extent.maxX), y: 0) }
    var right: Point { Point(x: max(0, canvasWidth - extent.minX), y: 0) }
}

/// The direction of a transition.
enum Passage { case entering, leaving }

extension Transition {
    /// The appearance `seconds` after an entering transition began, or `seconds` before a leaving one ends.
    func appearance(after seconds: Double, _ passage: Passage, in surroundings: Surroundings) -> Appearance {
        guard animation != .none, seconds < duration else { return Appearance() }
        let time = max(0, seconds / duration)
        return appearance(presence: presence(at: time, passage), passage, surroundings)
    }

    /// How far the overlay has appeared. Leaving is entering in reverse, unless the story names an easing, which then
    /// applies to the change itself.
    private func presence(at time: Double, _ passage: Passage) -> Double {
        if let easing {
            return passage == .entering ? easing.progress(at: time) : 1 - easing.progress(at: 1 - time)
        }
        return switch animation {
        case .none, .fade, .typewriter: time
        // Peaks at 1.08.
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

    /// The distance of `rise`, as a share of the canvas's height: about one line of text.
    private static let riseShare = 0.05
}
