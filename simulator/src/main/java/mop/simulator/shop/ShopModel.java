package mop.simulator.shop;

import static mop.simulator.shop.Words.*;

import java.util.List;
import mop.simulator.graph.Client;
import mop.simulator.graph.Entry;
import mop.simulator.graph.Language;
import mop.simulator.graph.Service;
import mop.simulator.graph.Step;
import mop.simulator.graph.Store;
import mop.simulator.graph.Topology;

/** The shop: who is there, what each can do, and what it calls to do it. */
final class ShopModel {
  private static final double HEALTH_SHARE = 0.35;

  private static final Store CATALOG_DB = postgres("catalog");
  private static final Store CATALOG_CACHE = redis("catalog");
  private static final Store SEARCH_INDEX = store("search-index", "opensearch", "products", 9200);
  private static final Store FEATURES = redis("features");
  private static final Store PRICE_CACHE = redis("prices");
  private static final Store PRICE_DB = postgres("pricing");
  private static final Store PROMOTION_DB = mysql("promotion");
  private static final Store CARTS = redis("carts");
  private static final Store PAYMENT_DB = postgres("payment");
  private static final Store FRAUD_FEATURES = redis("fraud-features");
  private static final Store STOCK_DB = postgres("inventory");
  private static final Store ACCOUNT_DB = postgres("account");
  private static final Store SESSIONS = redis("sessions");
  private static final Store ORDER_DB = postgres("orders");
  private static final Store REVIEW_DB = mysql("reviews");
  private static final Store ADS_CACHE = redis("ads");
  private static final Store WAREHOUSE_DB = postgres("warehouse");
  private static final Store EVENTS_DB = store("events", "clickhouse", "events", 8123);

  private ShopModel() {}

  static Topology topology() {
    return new Topology(
        List.of(
            storefront(),
            mobileGateway(),
            partnerApi(),
            catalog(),
            search(),
            recommendation(),
            ads(),
            pricing(),
            promotion(),
            currency(),
            cart(),
            checkout(),
            payment(),
            fraud(),
            inventory(),
            shipping(),
            account(),
            order(),
            reviews(),
            notification(),
            warehouse(),
            analytics()),
        entries(),
        HEALTH_SHARE);
  }

  private static List<Entry> entries() {
    return List.of(
        browser("GET /", 12),
        browser("GET /category/{category}", 11),
        browser("GET /product/{productId}", 19),
        browser("GET /search", 9),
        browser("GET /cart", 6),
        browser("POST /cart/items", 5),
        browser("DELETE /cart/items/{itemId}", 1.6),
        browser("GET /checkout/quote", 3.2),
        browser("POST /checkout", 2.4),
        browser("GET /orders", 1.6),
        browser("GET /orders/{orderId}", 2),
        browser("POST /login", 3),
        browser("POST /reviews", 0.8),
        browser("POST /returns", 0.7),
        app("GET /api/v2/home", 6),
        app("GET /api/v2/products/{productId}", 8),
        app("GET /api/v2/search", 4),
        app("POST /api/v2/cart/items", 2.4),
        app("POST /api/v2/checkout", 1.4),
        app("GET /api/v2/orders/{orderId}/tracking", 1.8),
        app("POST /api/v2/devices", 0.9),
        partner("GET /partners/v1/catalog", 1.5),
        partner("GET /partners/v1/stock/{sku}", 2.4),
        partner("POST /partners/v1/orders", 1.1),
        new Entry("pricing", "reprice", 0.7, Client.SCHEDULER),
        new Entry("warehouse", "restock", 0.9, Client.SCHEDULER));
  }

  private static Service storefront() {
    return new Service(
        "storefront",
        Language.NODEJS,
        "2026.10.3",
        3,
        List.of(
            web("GET /", "/", ms(9, .5))
                .does(
                    call("catalog", "ListCategories"),
                    call("catalog", "ListFeatured"),
                    lenient(sometimes(.7, call("ads", "GetAds"))),
                    sometimes(.2, track())),
            web("GET /category/{category}", "/category/${word}", ms(8, .5))
                .does(
                    call("catalog", "ListProducts"),
                    together(
                        call("pricing", "GetPrices"),
                        lenient(sometimes(.5, call("ads", "GetAds"))))),
            web("GET /product/{productId}", "/product/P${product}", ms(7, .5))
                .does(
                    call("catalog", "GetProduct"),
                    together(
                        call("pricing", "GetPrices"),
                        lenient(sometimes(.75, call("reviews", "ListReviews"))),
                        lenient(sometimes(.5, call("recommendation", "ListRecommendations"))))),
            web("GET /search", "/search?q=${word}+${word}&page=${digit}", ms(8, .5))
                .does(call("search", "Search"), lenient(sometimes(.7, call("ads", "GetAds")))),
            web("GET /cart", "/cart", ms(6, .5))
                .does(call("cart", "GetCart"), call("pricing", "GetPrices")),
            web("POST /cart/items", "/cart/items", ms(6, .5))
                .does(
                    call("inventory", "CheckStock"),
                    retry("cart", "AddItem"),
                    sometimes(.15, track())),
            web("DELETE /cart/items/{itemId}", "/cart/items/P${product}", ms(5, .5))
                .does(call("cart", "RemoveItem"), call("pricing", "GetPrices")),
            web("GET /checkout/quote", "/checkout/quote", ms(8, .5))
                .does(call("account", "GetProfile"), call("checkout", "PrepareQuote")),
            web("POST /checkout", "/checkout", ms(10, .5))
                .does(call("account", "GetProfile"), call("checkout", "PlaceOrder")),
            web("GET /orders", "/orders", ms(6, .5))
                .does(call("account", "GetProfile"), call("order", "ListOrders")),
            web("GET /orders/{orderId}", "/orders/O${order}", ms(6, .5))
                .does(
                    call("order", "GetOrder"),
                    lenient(sometimes(.6, call("shipping", "GET /tracking/{parcel}")))),
            web("POST /login", "/login", ms(6, .5))
                .does(
                    call("account", "Authenticate"),
                    rarely("mfa-challenge", .004, call("account", "ChallengeMfa"))),
            web("POST /reviews", "/reviews", ms(7, .5))
                .does(call("account", "GetProfile"), call("reviews", "SubmitReview")),
            web("POST /returns", "/returns", ms(8, .5))
                .does(
                    call("order", "GetOrder"),
                    call("payment", "Refund"),
                    call("inventory", "Release"))));
  }

  private static Service mobileGateway() {
    return new Service(
        "mobile-gateway",
        Language.GO,
        "4.18.0",
        3,
        List.of(
            web("GET /api/v2/home", "/api/v2/home", ms(4, .5))
                .does(
                    together(
                        call("catalog", "ListFeatured"),
                        call("account", "GetProfile"),
                        lenient(sometimes(.4, call("recommendation", "ListRecommendations"))))),
            web("GET /api/v2/products/{productId}", "/api/v2/products/P${product}", ms(4, .5))
                .does(
                    together(
                        call("catalog", "GetProduct"),
                        call("pricing", "GetPrices"),
                        lenient(sometimes(.6, call("reviews", "ListReviews"))))),
            web("GET /api/v2/search", "/api/v2/search?q=${word}", ms(4, .5))
                .does(call("search", "Search"), call("pricing", "GetPrices")),
            web("POST /api/v2/cart/items", "/api/v2/cart/items", ms(3.5, .5))
                .does(call("inventory", "CheckStock"), retry("cart", "AddItem")),
            web("POST /api/v2/checkout", "/api/v2/checkout", ms(5, .5))
                .does(call("account", "GetProfile"), call("checkout", "PlaceOrder")),
            web(
                    "GET /api/v2/orders/{orderId}/tracking",
                    "/api/v2/orders/O${order}/tracking",
                    ms(4, .5))
                .does(call("order", "GetOrder"), call("shipping", "GET /tracking/{parcel}")),
            web("POST /api/v2/devices", "/api/v2/devices", ms(4, .5))
                .does(call("account", "RegisterDevice"), track())));
  }

  private static Service partnerApi() {
    return new Service(
        "partner-api",
        Language.JAVA,
        "1.44.1",
        2,
        List.of(
            web("GET /partners/v1/catalog", "/partners/v1/catalog?page=${digits4}", ms(7, .5))
                .does(call("catalog", "ListProducts"), call("pricing", "GetPrices")),
            web("GET /partners/v1/stock/{sku}", "/partners/v1/stock/P${product}", ms(5, .5))
                .does(call("account", "Authenticate"), call("inventory", "CheckStock")),
            web("POST /partners/v1/orders", "/partners/v1/orders", ms(8, .5))
                .does(
                    call("account", "Authenticate"),
                    retry("order", "CreateOrder"),
                    call("inventory", "Reserve"),
                    publish("orders", to("warehouse", "orders"), to("analytics", "orders")))));
  }

  private static Service catalog() {
    return new Service(
        "catalog",
        Language.GO,
        "3.9.2",
        4,
        List.of(
            grpc("catalog", "GetProduct", ms(1.2, .5))
                .returns("shop.product.variants")
                .does(
                    cache(CATALOG_CACHE, "product:P${product}", .82)
                        .of(
                            sql(
                                CATALOG_DB,
                                "SELECT",
                                "product",
                                "SELECT id, name, description, brand, category_id, images FROM"
                                    + " product WHERE id = $1",
                                ms(2.1, .6))),
                    rarely("legacy-attributes", .003, call("search", "Enrich"))),
            grpc("catalog", "ListProducts", ms(2.4, .5))
                .returns("shop.products.count")
                .does(
                    sql(
                        CATALOG_DB,
                        "SELECT",
                        "product",
                        "SELECT p.id, p.name, p.thumbnail FROM product p WHERE p.category_id = $1"
                            + " ORDER BY p.rank LIMIT $2 OFFSET $3",
                        ms(4.6, .7))),
            grpc("catalog", "ListFeatured", ms(1.4, .5))
                .returns("shop.products.count")
                .does(
                    cache(CATALOG_CACHE, "featured:${digits2}", .94)
                        .of(
                            sql(
                                CATALOG_DB,
                                "SELECT",
                                "featured",
                                "SELECT product_id, position FROM featured WHERE slot = $1 AND"
                                    + " valid_until > now()",
                                ms(3.2, .6)))),
            grpc("catalog", "ListPopular", ms(3, .5))
                .does(
                    sql(
                        CATALOG_DB,
                        "SELECT",
                        "sales_rank",
                        "SELECT product_id FROM sales_rank WHERE region = $1 ORDER BY sold DESC"
                            + " LIMIT 50",
                        ms(9, .7))),
            grpc("catalog", "ListCategories", ms(0.8, .4))
                .does(redis(CATALOG_CACHE, "GET", "GET categories"))));
  }

  private static Service search() {
    return new Service(
        "search",
        Language.JAVA,
        "5.2.0",
        3,
        List.of(
            grpc("search", "Search", ms(4, .5))
                .returns("shop.search.hits")
                .does(
                    work("parse query", ms(.6, .4)),
                    index(SEARCH_INDEX, "search", ms(19, .6)),
                    work("rank hits", ms(2.2, .6)),
                    rarely("spelling-fallback", .006, call("search", "Suggest"))),
            grpc("search", "Suggest", ms(3, .5)).does(index(SEARCH_INDEX, "suggest", ms(11, .6))),
            grpc("search", "Enrich", ms(3, .5)).does(index(SEARCH_INDEX, "mget", ms(7, .6)))));
  }

  private static Service recommendation() {
    return new Service(
        "recommendation",
        Language.PYTHON,
        "0.31.4",
        3,
        List.of(
            grpc("recommendation", "ListRecommendations", ms(6, .6))
                .returns("shop.recommendations.count")
                .does(
                    redis(FEATURES, "HGETALL", "HGETALL user:u${user}"),
                    work("predict", ms(14, .6)),
                    lenient(rarely("cold-start", .004, call("catalog", "ListPopular"))))));
  }

  private static Service ads() {
    return new Service(
        "ads",
        Language.JAVA,
        "2.7.7",
        2,
        List.of(
            grpc("ads", "GetAds", ms(2.5, .6))
                .returns("shop.ads.count")
                .does(
                    redis(ADS_CACHE, "SRANDMEMBER", "SRANDMEMBER ads:${word} 4"),
                    lenient(
                        sometimes(
                            .1,
                            fetch("bid.adexchange.example", "POST", "/v3/auction", ms(42, .6)))))));
  }

  private static Service pricing() {
    return new Service(
        "pricing",
        Language.JAVA,
        "6.1.5",
        3,
        List.of(
            grpc("pricing", "GetPrices", ms(1.6, .5))
                .returns("shop.prices.count")
                .does(
                    cache(PRICE_CACHE, "price:P${product}:EUR", .85)
                        .of(
                            sql(
                                PRICE_DB,
                                "SELECT",
                                "price",
                                "SELECT product_id, amount_cents, currency FROM price WHERE"
                                    + " product_id = ANY($1) AND valid_from <= now()",
                                ms(2.6, .6))),
                    sometimes(.1, call("currency", "Convert"))),
            grpc("pricing", "Quote", ms(2.4, .5))
                .returns("shop.quote.lines")
                .does(
                    call("promotion", "ApplyCoupons"),
                    call("currency", "Convert"),
                    work("apply taxes", ms(1.1, .4))),
            job("reprice", ms(20, .6))
                .does(
                    fanOut(2, 4, call("catalog", "ListProducts")),
                    sql(
                        PRICE_DB,
                        "UPDATE",
                        "price",
                        "UPDATE price SET amount_cents = $1, valid_from = now() WHERE product_id ="
                            + " ANY($2)",
                        ms(24, .7)))));
  }

  private static Service promotion() {
    return new Service(
        "promotion",
        Language.DOTNET,
        "1.12.0",
        2,
        List.of(
            grpc("promotion", "ApplyCoupons", ms(2, .5))
                .returns("shop.coupons.applied")
                .does(
                    sql(
                        PROMOTION_DB,
                        "SELECT",
                        "coupon",
                        "SELECT code, percent, minimum_cents FROM coupon WHERE code IN (?, ?) AND"
                            + " active = 1",
                        ms(2.8, .6)))));
  }

  private static Service currency() {
    return new Service(
        "currency",
        Language.CPP,
        "1.4.2",
        2,
        List.of(
            grpc("currency", "Convert", ms(.4, .4))
                .returns("shop.currency.digits")
                .does(rarely("stale-rates", .004, call("currency", "Refresh"))),
            grpc("currency", "Refresh", ms(2, .5))
                .does(fetch("rates.centralbank.example", "GET", "/v1/latest", ms(70, .5)))));
  }

  private static Service cart() {
    return new Service(
        "cart",
        Language.DOTNET,
        "3.3.1",
        3,
        List.of(
            grpc("cart", "GetCart", ms(1.1, .5))
                .returns("shop.cart.items")
                .does(redis(CARTS, "HGETALL", "HGETALL cart:u${user}")),
            grpc("cart", "AddItem", ms(1.4, .5))
                .returns("shop.cart.items")
                .does(
                    redis(CARTS, "HSET", "HSET cart:u${user} P${product} ?"),
                    redis(CARTS, "EXPIRE", "EXPIRE cart:u${user} 604800")),
            grpc("cart", "RemoveItem", ms(1.2, .5))
                .does(redis(CARTS, "HDEL", "HDEL cart:u${user} P${product}")),
            grpc("cart", "EmptyCart", ms(1, .5)).does(redis(CARTS, "DEL", "DEL cart:u${user}"))));
  }

  private static Service checkout() {
    return new Service(
        "checkout",
        Language.GO,
        "7.0.4",
        3,
        List.of(
            grpc("checkout", "PrepareQuote", ms(3, .5))
                .does(
                    call("cart", "GetCart"),
                    together(
                        call("pricing", "Quote"),
                        call("shipping", "POST /quotes"),
                        fanOut(1, 3, call("inventory", "CheckStock")))),
            grpc("checkout", "PlaceOrder", ms(5, .5))
                .does(
                    call("cart", "GetCart"),
                    call("pricing", "Quote"),
                    retry("inventory", "Reserve"),
                    rarely("backorder", .01, call("inventory", "Backorder")),
                    call("payment", "Charge"),
                    retry("order", "CreateOrder"),
                    lenient(call("cart", "EmptyCart")),
                    publish(
                        "orders",
                        to("warehouse", "orders"),
                        to("notification", "orders"),
                        to("analytics", "orders")))));
  }

  private static Service payment() {
    return new Service(
        "payment",
        Language.JAVA,
        "9.5.0",
        3,
        List.of(
            grpc("payment", "Charge", ms(4, .5))
                .returns("shop.payment.attempts")
                .does(
                    call("fraud", "Score"),
                    rarely("manual-review", .01, call("fraud", "Review")),
                    fetch("api.cardnetwork.example", "POST", "/v2/charges", ms(115, .5)),
                    sql(
                        PAYMENT_DB,
                        "INSERT",
                        "payment",
                        "INSERT INTO payment (id, order_id, amount_cents, status) VALUES ($1, $2,"
                            + " $3, $4)",
                        ms(3.1, .6))),
            grpc("payment", "Refund", ms(4, .5))
                .does(
                    sql(
                        PAYMENT_DB,
                        "SELECT",
                        "payment",
                        "SELECT id, amount_cents, status FROM payment WHERE order_id = $1",
                        ms(2.4, .6)),
                    fetch("api.cardnetwork.example", "POST", "/v2/refunds", ms(95, .5)))));
  }

  private static Service fraud() {
    return new Service(
        "fraud",
        Language.PYTHON,
        "0.18.9",
        2,
        List.of(
            grpc("fraud", "Score", ms(3, .5))
                .returns("shop.fraud.signals")
                .does(
                    redis(FRAUD_FEATURES, "MGET", "MGET velocity:u${user} device:u${user}"),
                    work("score", ms(9, .5))),
            grpc("fraud", "Review", ms(60, .5))
                .does(fetch("cases.riskdesk.example", "POST", "/v1/cases", ms(80, .5)))));
  }

  private static Service inventory() {
    return new Service(
        "inventory",
        Language.JAVA,
        "4.4.0",
        3,
        List.of(
            grpc("inventory", "CheckStock", ms(1.5, .5))
                .returns("shop.stock.locations")
                .does(
                    sql(
                        STOCK_DB,
                        "SELECT",
                        "stock",
                        "SELECT warehouse_id, on_hand - reserved FROM stock WHERE product_id = $1",
                        ms(2.2, .6))),
            grpc("inventory", "Reserve", ms(2.2, .5))
                .does(
                    sql(
                        STOCK_DB,
                        "UPDATE",
                        "stock",
                        "UPDATE stock SET reserved = reserved + $1 WHERE product_id = $2 AND"
                            + " on_hand - reserved >= $1",
                        ms(4.2, .7))),
            grpc("inventory", "Release", ms(2, .5))
                .does(
                    sql(
                        STOCK_DB,
                        "UPDATE",
                        "stock",
                        "UPDATE stock SET reserved = reserved - $1 WHERE product_id = $2",
                        ms(3.8, .7))),
            grpc("inventory", "Backorder", ms(6, .5))
                .does(fetch("orders.supplier.example", "POST", "/v1/backorders", ms(130, .6)))));
  }

  private static Service shipping() {
    return new Service(
        "shipping",
        Language.RUST,
        "2.2.8",
        2,
        List.of(
            http("POST /quotes", "/quotes", ms(2, .5))
                .returns("shop.shipping.offers")
                .does(
                    work("pack parcels", ms(1.4, .6)),
                    lenient(
                        sometimes(.3, fetch("api.carrier.example", "POST", "/rates", ms(55, .6)))),
                    rarely("customs", .01, call("shipping", "POST /customs"))),
            http("POST /customs", "/customs", ms(9, .5))
                .does(fetch("tariff.customs.example", "GET", "/codes/${digits4}", ms(85, .5))),
            http("GET /tracking/{parcel}", "/tracking/O${order}", ms(2, .5))
                .returns("shop.parcel.scans")
                .does(fetch("api.carrier.example", "GET", "/parcels/${order}", ms(48, .6)))));
  }

  private static Service account() {
    return new Service(
        "account",
        Language.JAVA,
        "8.8.1",
        3,
        List.of(
            grpc("account", "Authenticate", ms(2, .5))
                .does(
                    sql(
                        ACCOUNT_DB,
                        "SELECT",
                        "credential",
                        "SELECT user_id, hash, locked_until FROM credential WHERE email = $1",
                        ms(2, .6)),
                    work("verify password", ms(28, .3)),
                    redis(SESSIONS, "SETEX", "SETEX session:u${user} 3600 ?")),
            grpc("account", "GetProfile", ms(1.3, .5))
                .returns("shop.profile.addresses")
                .does(
                    cache(SESSIONS, "profile:u${user}", .7)
                        .of(
                            sql(
                                ACCOUNT_DB,
                                "SELECT",
                                "profile",
                                "SELECT p.name, p.locale, a.* FROM profile p LEFT JOIN address a"
                                    + " ON a.user_id = p.user_id WHERE p.user_id = $1",
                                ms(2.6, .6)))),
            grpc("account", "RegisterDevice", ms(2, .5))
                .does(
                    sql(
                        ACCOUNT_DB,
                        "INSERT",
                        "device",
                        "INSERT INTO device (user_id, token, platform) VALUES ($1, $2, $3) ON"
                            + " CONFLICT DO NOTHING",
                        ms(3, .6))),
            grpc("account", "ChallengeMfa", ms(5, .5))
                .does(fetch("sms.gateway.example", "POST", "/v1/messages", ms(140, .5)))));
  }

  private static Service order() {
    return new Service(
        "order",
        Language.JAVA,
        "5.16.0",
        3,
        List.of(
            grpc("order", "CreateOrder", ms(3, .5))
                .returns("shop.order.lines")
                .does(
                    sql(
                        ORDER_DB,
                        "INSERT",
                        "orders",
                        "INSERT INTO orders (id, user_id, total_cents, status) VALUES ($1, $2, $3,"
                            + " 'NEW')",
                        ms(3.6, .7)),
                    sql(
                        ORDER_DB,
                        "INSERT",
                        "order_line",
                        "INSERT INTO order_line (order_id, product_id, quantity, price_cents)"
                            + " SELECT * FROM unnest($1, $2, $3, $4)",
                        ms(4.4, .7))),
            grpc("order", "GetOrder", ms(1.6, .5))
                .returns("shop.order.lines")
                .does(
                    sql(
                        ORDER_DB,
                        "SELECT",
                        "orders",
                        "SELECT o.*, l.* FROM orders o JOIN order_line l ON l.order_id = o.id WHERE"
                            + " o.id = $1",
                        ms(2.6, .6))),
            grpc("order", "ListOrders", ms(2, .5))
                .returns("shop.orders.count")
                .does(
                    sql(
                        ORDER_DB,
                        "SELECT",
                        "orders",
                        "SELECT id, created_at, total_cents, status FROM orders WHERE user_id = $1"
                            + " ORDER BY created_at DESC LIMIT 20",
                        ms(5, .7)))));
  }

  private static Service reviews() {
    return new Service(
        "reviews",
        Language.RUBY,
        "1.9.3",
        2,
        List.of(
            grpc("reviews", "ListReviews", ms(4, .5))
                .returns("shop.reviews.count")
                .does(
                    sql(
                        REVIEW_DB,
                        "SELECT",
                        "review",
                        "SELECT stars, title, body, author FROM review WHERE product_id = ? AND"
                            + " approved = 1 ORDER BY helpful DESC LIMIT 10",
                        ms(4.4, .7))),
            grpc("reviews", "SubmitReview", ms(5, .5))
                .does(
                    sql(
                        REVIEW_DB,
                        "INSERT",
                        "review",
                        "INSERT INTO review (product_id, user_id, stars, title, body) VALUES (?, ?,"
                            + " ?, ?, ?)",
                        ms(5, .6)),
                    publish("reviews", to("analytics", "reviews")))));
  }

  private static Service notification() {
    return new Service(
        "notification",
        Language.PYTHON,
        "0.9.12",
        2,
        List.of(
            consumer("notification", "orders", ms(6, .6))
                .does(
                    work("render mail", ms(7, .5)),
                    fetch("api.mail.example", "POST", "/v3/send", ms(65, .6)))));
  }

  private static Service warehouse() {
    return new Service(
        "warehouse",
        Language.JAVA,
        "3.0.2",
        2,
        List.of(
            consumer("warehouse", "orders", ms(4, .6))
                .does(
                    sql(
                        WAREHOUSE_DB,
                        "INSERT",
                        "pick_list",
                        "INSERT INTO pick_list (order_id, zone, priority) VALUES ($1, $2, $3)",
                        ms(3.4, .6)),
                    work("plan route", ms(8, .7))),
            job("restock", ms(12, .6))
                .does(
                    sql(
                        WAREHOUSE_DB,
                        "SELECT",
                        "bin",
                        "SELECT product_id, quantity FROM bin WHERE quantity < threshold LIMIT 100",
                        ms(9, .7)),
                    fanOut(2, 5, call("inventory", "CheckStock")))));
  }

  private static Service analytics() {
    return new Service(
        "analytics",
        Language.GO,
        "1.21.6",
        2,
        List.of(
            consumer("analytics", "orders", ms(2, .6)).does(insertEvent("order_event")),
            consumer("analytics", "reviews", ms(2, .6)).does(insertEvent("review_event")),
            consumer("analytics", "clicks", ms(1.5, .6)).does(insertEvent("click_event"))));
  }

  private static Step insertEvent(String table) {
    return sql(EVENTS_DB, "INSERT", table, "INSERT INTO " + table + " FORMAT RowBinary", ms(6, .7));
  }

  /** Follows what visitors click on. */
  private static Step track() {
    return publish("clicks", to("analytics", "clicks"));
  }
}
