internal import Story

/// How a layer moves: its keyframes and animations together.
struct LayerMotion: Sendable {
    let placement: Placement
    let presence: Presence
    /// The first moment at which the overlay is seen no more, in seconds.
    let end: Double
    /// Where the layer is at rest.
    let box: BoxTransform
    /// What is drawn of the layer at rest.
    let extent: Rectangle
    let canvasWidth: Double
    let canvasHeight: Double

    /// The overlay at a moment, compared with the layer at rest.
    struct Pose: Hashable {
        var opacity: Double
        /// About the box's middle.
        var scale: Double
        /// Of the box's middle, in pixels.
        var offset: Point
        /// Clockwise, about the box's middle.
        var radians: Double
        var wipe: ClosedRange<Double>
        var writing: Appearance.Writing?
    }

    /// Nil where the overlay is not seen.
    func pose(at seconds: Double) -> Pose? {
        guard presence.start <= seconds, seconds < end else { return nil }
        let time = seconds - presence.start
        let radians = placement.rotation.value(at: time) * .pi / 180
        let scale = placement.scale.value(at: time)
        let offset = center(at: time) - restingCenter
        let animated = appearance(at: seconds, moved: offset)
        return Pose(
            opacity: min(max(presence.opacity.value(at: time), 0), 1) * animated.opacity,
            scale: max(0, scale) / box.scale * animated.scale,
            offset: offset + animated.offset,
            radians: radians - box.radians + animated.degrees * .pi / 180,
            wipe: animated.wipe, writing: animated.writing)
    }

    /// What the animations do at a moment.
    ///
    /// - Parameter moved: how far the overlay is from where it rests.
    private func appearance(at seconds: Double, moved: Point) -> Appearance {
        let surroundings = Surroundings(
            canvasWidth: canvasWidth, canvasHeight: canvasHeight, extent: extent.moved(by: moved))
        let time = seconds - presence.start
        let entered = presence.enter.appearance(after: time, .entering, in: surroundings)
        let left = presence.exit.appearance(after: end - seconds, .leaving, in: surroundings)
        let cycle = presence.cycle.appearance(
            after: time - presence.enter.seconds, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
        return entered.combined(with: left).combined(with: cycle)
    }

    /// The box's middle as keyframes have it, in pixels that are not rounded.
    private func center(at time: Double) -> Point {
        center(
            x: placement.x.value(at: time), y: placement.y.value(at: time),
            scale: placement.scale.value(at: time), degrees: placement.rotation.value(at: time))
    }

    private var restingCenter: Point {
        center(
            x: placement.x.settled, y: placement.y.settled, scale: box.scale,
            degrees: placement.rotation.settled)
    }

    private func center(x: Double, y: Double, scale: Double, degrees: Double) -> Point {
        let middle = Point(x: box.width / 2, y: box.height / 2)
        let vector = (middle - box.pivot).turned(by: degrees * .pi / 180) * scale
        return Point(x: x * canvasWidth, y: y * canvasHeight) + vector
    }
}

extension Placement {
    /// The scale at which a layer is at rest: that at the end, or the largest where it vanishes there.
    var restingScale: Double {
        if scale.settled > 0 { return scale.settled }
        return scale.range.upperBound > 0 ? scale.range.upperBound : 1
    }
}

extension Transition {
    /// How long it takes.
    fileprivate var seconds: Double { animation == .none ? 0 : duration }
}
