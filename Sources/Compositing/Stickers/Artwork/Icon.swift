internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A small picture in one colour, drawn for a square of side 1 centred on 0, 0.
struct Icon {
    enum Form {
        case fill
        case stroke(width: Double)
    }

    let form: Form
    let steps: [Shape.Step]

    /// A map marker: a drop standing on its tip, with a hole.
    static let pin: Icon = {
        let head = Point(x: 0, y: -0.12)
        let radius = 0.36
        // The angle at which the lines from the tip touch the head.
        let angle = 0.42
        let left = Point(x: head.x + radius * cos(.pi - angle), y: head.y + radius * sin(.pi - angle))
        let right = Point(x: head.x + radius * cos(angle), y: left.y)
        let tip = Point(x: 0, y: 0.5)
        return Icon(
            form: .fill,
            steps: [
                .move(tip), .curve(Point(x: -0.06, y: 0.42), Point(x: -0.24, y: 0.24), left),
                .arc(head, radius: radius, from: .pi - angle, to: 2 * .pi + angle),
                .curve(Point(x: right.x - 0.09, y: 0.24), Point(x: 0.06, y: 0.42), tip), .close,
                .move(Point(x: head.x + 0.14, y: head.y)), .arc(head, radius: 0.14, from: 0, to: 2 * .pi),
                .close,
            ])
    }()

    /// Two links of a chain and their connection, from lower left to upper right.
    static let chain: Icon = {
        let radius = 0.17
        func turned(_ x: Double, _ y: Double) -> Point {
            Point(x: (x + y) * 0.5.squareRoot(), y: (y - x) * 0.5.squareRoot())
        }
        let turn = -Double.pi / 4
        return Icon(
            form: .stroke(width: 0.115),
            steps: [
                .move(turned(-0.1, radius)), .line(turned(-0.26, radius)),
                .arc(turned(-0.26, 0), radius: radius, from: turn + .pi / 2, to: turn + 1.5 * .pi),
                .line(turned(-0.1, -radius)),
                .move(turned(0.1, -radius)), .line(turned(0.26, -radius)),
                .arc(turned(0.26, 0), radius: radius, from: turn - .pi / 2, to: turn + .pi / 2),
                .line(turned(0.1, radius)),
                .move(turned(-0.17, 0)), .line(turned(0.17, 0)),
            ])
    }()

    static let plus = Icon(
        form: .stroke(width: 0.2),
        steps: [
            .move(Point(x: -0.4, y: 0)), .line(Point(x: 0.4, y: 0)), .move(Point(x: 0, y: -0.4)),
            .line(Point(x: 0, y: 0.4)),
        ])

    /// Head and shoulders.
    static let person = Icon(
        form: .fill,
        steps: [
            .move(Point(x: 0.16, y: -0.13)), .arc(Point(x: 0, y: -0.13), radius: 0.16, from: 0, to: 2 * .pi),
            .close, .move(Point(x: -0.28, y: 0.32)),
            .arc(Point(x: 0, y: 0.32), radius: 0.28, from: .pi, to: 2 * .pi), .close,
        ])

    /// Two quavers joined by a beam.
    static let notes: Icon = {
        func head(_ x: Double, _ y: Double) -> [Shape.Step] {
            [
                .move(Point(x: x + 0.12, y: y)), .arc(Point(x: x, y: y), radius: 0.12, from: 0, to: 2 * .pi),
                .close,
            ]
        }
        return Icon(
            form: .fill,
            steps: head(-0.19, 0.25) + head(0.21, 0.17) + [
                .move(Point(x: -0.125, y: 0.15)), .line(Point(x: -0.125, y: -0.3)),
                .line(Point(x: 0.33, y: -0.4)), .line(Point(x: 0.33, y: 0.17)),
                .line(Point(x: 0.265, y: 0.06)), .line(Point(x: 0.265, y: -0.2)),
                .line(Point(x: -0.07, y: -0.13)), .line(Point(x: -0.07, y: 0.25)), .close,
            ])
    }()

    /// A block arrow pointing up.
    static let arrow = Icon(
        form: .fill,
        steps: [
            .move(Point(x: 0, y: -0.44)), .line(Point(x: 0.36, y: -0.04)), .line(Point(x: 0.13, y: -0.04)),
            .line(Point(x: 0.13, y: 0.4)), .line(Point(x: -0.13, y: 0.4)), .line(Point(x: -0.13, y: -0.04)),
            .line(Point(x: -0.36, y: -0.04)), .close,
        ])

    /// The icon's path in a square, rotated clockwise by quarter turns.
    func shape(in box: Rectangle, quarters: Int = 0) -> Shape {
        let side = min(box.width, box.height)
        let center = box.center
        func placed(_ point: Point) -> Point {
            var turned = point
            for _ in 0..<quarters { turned = Point(x: -turned.y, y: turned.x) }
            return Point(x: center.x + side * turned.x, y: center.y + side * turned.y)
        }
        let turn = Double(quarters) * .pi / 2
        return .path(
            steps.map { step in
                switch step {
                case .move(let point): .move(placed(point))
                case .line(let point): .line(placed(point))
                case .curve(let a, let b, let end): .curve(placed(a), placed(b), placed(end))
                case .arc(let center, let radius, let from, let to):
                    .arc(placed(center), radius: radius * side, from: from + turn, to: to + turn)
                case .close: .close
                }
            })
    }
}

extension Artwork {
    mutating func draw(_ icon: Icon, in box: Rectangle, _ paint: Paint) {
        switch icon.form {
        case .fill: fill(icon.shape(in: box), paint)
        case .stroke(let width):
            stroke(icon.shape(in: box), width: width * min(box.width, box.height), paint)
        }
    }
}
